import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { commentText } from './comment-texts.ts'

interface AuthorState {
  /** How the person at this machine signs comments; empty until they said. */
  name: string
  /** True once they were asked, whatever they answered. */
  wasAsked: boolean
  setName(name: string): void
}

/** Who writes comments here, remembered on this machine. */
export const useAuthor = create<AuthorState>()(
  persist((set) => ({ name: '', wasAsked: false, setName: (name) => set({ name: name.trim(), wasAsked: true }) }), {
    name: 'rehearsal-author',
    partialize: ({ name, wasAsked }) => ({ name, wasAsked }),
  }),
)

/** What a comment's author is called; one without a name is the person here as long as they have none either. */
export function authorInWords(author: string | undefined, own: string): string {
  if (author !== undefined) return author
  return commentText(own === '' ? 'you' : 'somebody')
}
