-- Passo Dükkan as a funnel is written for any journey: window functions give each event the next event of every kind, each stage looks its answer up in the row
-- that brought somebody there, timeouts follow from it, and the segments are asked of the history at the instant of the timeout. Same counts as passo.sql, which
-- needs no window because of what is special about this funnel.
-- Relies, as that does, on no two events of a profile being at one instant. 8e18 stands for "never". Timers fire up to and at the end, and before an event of the same instant.
WITH
  signups AS (
    SELECT profile, ts AS signed_at
    FROM events
    WHERE name = 'signup'::event_name
    QUALIFY row_number() OVER (PARTITION BY profile ORDER BY ts, seq) = 1
  ),
  exits AS (
    SELECT profile, ts AS exit_at, if(name = 'unsubscribe'::event_name, 'exit:unsubscribed', 'exit:uninstalled') AS exit
    FROM events JOIN signups USING (profile)
    WHERE name IN ('unsubscribe'::event_name, 'app_uninstall'::event_name) AND ts > signed_at
    QUALIFY row_number() OVER (PARTITION BY profile ORDER BY ts, seq) = 1
  ),
  -- last: up to when timers fire.
  people AS (
    SELECT profile, signed_at, exit, coalesce(exit_at, 8e18::BIGINT) AS exit_at, least(exit_at, (SELECT max(ts) FROM events)) AS last
    FROM signups LEFT JOIN exits USING (profile)
  ),
  -- The events that can move somebody, each with the next of every kind.
  ordered AS (
    SELECT
      profile, ts, exit, last,
      coalesce(lead(if(name = 'category_view'::event_name, ts, NULL) IGNORE NULLS) OVER later, 8e18::BIGINT) AS category,
      coalesce(lead(if(name = 'product_view'::event_name, ts, NULL) IGNORE NULLS) OVER later, 8e18::BIGINT) AS product,
      coalesce(lead(if(name = 'add_to_cart'::event_name, ts, NULL) IGNORE NULLS) OVER later, 8e18::BIGINT) AS cart,
      coalesce(lead(if(name = 'checkout_start'::event_name, ts, NULL) IGNORE NULLS) OVER later, 8e18::BIGINT) AS checkout,
      coalesce(lead(if(name = 'purchase'::event_name, ts, NULL) IGNORE NULLS) OVER later, 8e18::BIGINT) AS purchase
    FROM events JOIN people USING (profile)
    WHERE name IN ('signup'::event_name, 'category_view'::event_name, 'product_view'::event_name, 'add_to_cart'::event_name, 'checkout_start'::event_name, 'purchase'::event_name)
      AND ts >= signed_at AND ts < exit_at
    WINDOW later AS (PARTITION BY profile ORDER BY ts, seq)
  ),
  -- A stage is two waits for the same events, one after the other: what the second waits for is what the first did not get.
  -- came: when somebody got there; next_at and port: the next event that moves on; due and stop_at: when the short wait and the long one after it are over.
  awareness AS (
    SELECT
      profile, exit, last, ts AS came,
      least(category, product, cart, checkout, purchase) AS next_at,
      CASE next_at WHEN category THEN 'category' WHEN product THEN 'product' WHEN cart THEN 'cart' WHEN checkout THEN 'checkout' ELSE 'order' END AS port,
      came + 3600000 AS due, due + 604800000 AS stop_at,
      next_at < stop_at AS moved, due <= least(next_at, last) AS timed_out, NOT moved AND stop_at <= last AS stopped
    FROM ordered JOIN signups USING (profile)
    WHERE ts = signed_at
  ),
  discovery AS (
    SELECT
      profile, exit, last, ts AS came,
      least(product, cart, checkout, purchase) AS next_at,
      CASE next_at WHEN product THEN 'product' WHEN cart THEN 'cart' WHEN checkout THEN 'checkout' ELSE 'order' END AS port,
      came + 1800000 AS due, due + 604800000 AS stop_at,
      next_at < stop_at AS moved, due <= least(next_at, last) AS timed_out, NOT moved AND stop_at <= last AS stopped
    FROM ordered JOIN (SELECT profile, next_at AS ts FROM awareness WHERE moved AND port = 'category') USING (profile, ts)
  ),
  consideration AS (
    SELECT
      profile, exit, last, ts AS came,
      least(cart, checkout, purchase) AS next_at,
      CASE next_at WHEN cart THEN 'cart' WHEN checkout THEN 'checkout' ELSE 'order' END AS port,
      came + 1800000 AS due, due + 604800000 AS stop_at,
      next_at < stop_at AS moved, due <= least(next_at, last) AS timed_out, NOT moved AND stop_at <= last AS stopped
    FROM ordered JOIN (
      SELECT profile, next_at AS ts FROM awareness WHERE moved AND port = 'product'
      UNION ALL SELECT profile, next_at FROM discovery WHERE moved AND port = 'product'
    ) USING (profile, ts)
  ),
  carts AS (
    SELECT
      profile, exit, last, ts AS came, purchase,
      least(checkout, purchase) AS next_at,
      if(next_at = checkout, 'checkout', 'order') AS port,
      came + 900000 AS due,
      next_at < due AS moved, due <= least(next_at, last) AS timed_out
    FROM ordered JOIN (
      SELECT profile, next_at AS ts FROM awareness WHERE moved AND port = 'cart'
      UNION ALL SELECT profile, next_at FROM discovery WHERE moved AND port = 'cart'
      UNION ALL SELECT profile, next_at FROM consideration WHERE moved AND port = 'cart'
    ) USING (profile, ts)
  ),
  paying AS (
    SELECT profile, exit, last, came, next_at, came + 604800000 AS stop_at, next_at < stop_at AS moved, NOT moved AND stop_at <= last AS stopped
    FROM (
      SELECT profile, exit, last, ts AS came, purchase AS next_at
      FROM ordered JOIN (
        SELECT profile, next_at AS ts FROM awareness WHERE moved AND port = 'checkout'
        UNION ALL SELECT profile, next_at FROM discovery WHERE moved AND port = 'checkout'
        UNION ALL SELECT profile, next_at FROM consideration WHERE moved AND port = 'checkout'
        UNION ALL SELECT profile, next_at FROM carts WHERE moved AND port = 'checkout'
      ) USING (profile, ts)
      UNION ALL SELECT profile, exit, last, due, purchase FROM carts WHERE timed_out
    )
  ),
  ordering AS (
    SELECT profile, exit, came + 86400000 AS due, due <= last AS thanked
    FROM (
      SELECT profile, exit, last, next_at AS came FROM awareness WHERE moved AND port = 'order'
      UNION ALL SELECT profile, exit, last, next_at FROM discovery WHERE moved AND port = 'order'
      UNION ALL SELECT profile, exit, last, next_at FROM consideration WHERE moved AND port = 'order'
      UNION ALL SELECT profile, exit, last, next_at FROM carts WHERE moved AND port = 'order'
      UNION ALL SELECT profile, exit, last, next_at FROM paying WHERE moved
    )
  ),
  -- Who is in the segment that is asked for at the timeout.
  asked AS (
    SELECT profile, due, 'new-user' AS segment FROM awareness WHERE timed_out
    UNION ALL SELECT profile, due, 'category-browser' FROM discovery WHERE timed_out
    UNION ALL SELECT profile, due, 'active-browser' FROM consideration WHERE timed_out
    UNION ALL SELECT profile, due, 'high-intent' FROM carts WHERE timed_out
  ),
  history AS (
    SELECT
      profile, segment, due,
      count(*) FILTER (name IN ('category_view'::event_name, 'product_view'::event_name, 'add_to_cart'::event_name, 'checkout_start'::event_name, 'purchase'::event_name)) AS visits,
      count(*) FILTER (name = 'signup'::event_name AND ts > due - 86400000) AS signups,
      count(*) FILTER (name = 'category_view'::event_name AND ts > due - 86400000) AS categories,
      count(*) FILTER (name = 'product_view'::event_name AND ts > due - 86400000) AS products,
      count(*) FILTER (name = 'add_to_cart'::event_name AND ts > due - 86400000) AS carts,
      count(*) FILTER (name = 'checkout_start'::event_name AND ts > due - 86400000) AS checkouts,
      count(*) FILTER (name = 'remove_from_cart'::event_name AND ts > due - 900000) AS removals
    FROM asked JOIN events USING (profile)
    WHERE name IN ('signup'::event_name, 'category_view'::event_name, 'product_view'::event_name, 'add_to_cart'::event_name, 'checkout_start'::event_name, 'purchase'::event_name, 'remove_from_cart'::event_name)
      AND ts < due
    GROUP BY profile, segment, due
  ),
  members AS (
    SELECT profile, segment, due
    FROM history
    WHERE CASE segment
      WHEN 'new-user' THEN signups > 0 AND visits = 0
      WHEN 'category-browser' THEN categories > 0 AND products = 0
      WHEN 'active-browser' THEN products >= 2 AND carts = 0
      ELSE carts > 0 AND checkouts = 0 AND removals = 0
    END
  ),
  reminded AS (SELECT profile, due, variant FROM members JOIN variants USING (profile) WHERE segment = 'high-intent'),
  messages AS (
    SELECT profile, due AS sent_at, CASE segment WHEN 'new-user' THEN 'push-welcome' WHEN 'category-browser' THEN 'push-popular' ELSE 'push-deals' END AS step
    FROM members
    WHERE segment <> 'high-intent'
    UNION ALL SELECT profile, due, 'push-' || variant FROM reminded
    UNION ALL SELECT profile, due, 'push-thanks' FROM ordering WHERE thanked
  ),
  -- Every step that somebody was in: by which port on, or how it ended; neither: still waiting.
  visits AS (
    SELECT 'first-hour' AS step, CASE WHEN timed_out THEN 'timeout' WHEN next_at < due THEN port END AS onward, exit AS outcome FROM awareness
    UNION ALL SELECT 'first-visit', CASE WHEN moved THEN port WHEN stopped THEN 'timeout' END, exit FROM awareness WHERE timed_out
    UNION ALL SELECT 'never-visited', NULL, 'stopped-at-awareness' FROM awareness WHERE stopped
    UNION ALL SELECT 'looking-around', CASE WHEN timed_out THEN 'timeout' WHEN next_at < due THEN port END, exit FROM discovery
    UNION ALL SELECT 'first-product', CASE WHEN moved THEN port WHEN stopped THEN 'timeout' END, exit FROM discovery WHERE timed_out
    UNION ALL SELECT 'no-product', NULL, 'stopped-at-discovery' FROM discovery WHERE stopped
    UNION ALL SELECT 'weighing-up', CASE WHEN timed_out THEN 'timeout' WHEN next_at < due THEN port END, exit FROM consideration
    UNION ALL SELECT 'first-cart', CASE WHEN moved THEN port WHEN stopped THEN 'timeout' END, exit FROM consideration WHERE timed_out
    UNION ALL SELECT 'no-cart', NULL, 'stopped-at-consideration' FROM consideration WHERE stopped
    UNION ALL SELECT 'cart-filled', CASE WHEN timed_out THEN 'timeout' WHEN moved THEN port END, exit FROM carts
    UNION ALL SELECT 'paying', CASE WHEN moved THEN 'order' WHEN stopped THEN 'timeout' END, exit FROM paying
    UNION ALL SELECT 'cart-abandoned', NULL, 'stopped-at-purchase-intent' FROM paying WHERE stopped
    UNION ALL SELECT 'next-day', if(thanked, 'next', NULL), exit FROM ordering
    UNION ALL SELECT 'customer', NULL, 'first-order' FROM ordering WHERE thanked
    UNION ALL SELECT 'is-' || segment, if(members.profile IS NULL, 'else', segment), NULL FROM asked LEFT JOIN members USING (profile, segment)
    UNION ALL SELECT 'reminder-text', variant, NULL FROM reminded
    UNION ALL SELECT step, 'next', NULL FROM messages
  ),
  passed AS (SELECT step, onward, if(onward IS NULL, outcome, NULL) AS outcome, count(*) AS n FROM visits GROUP BY ALL),
  conversions AS (
    SELECT profile, ts AS converted_at, round(price * 1000000)::BIGINT AS millionths
    FROM events JOIN signups USING (profile)
    WHERE name = 'purchase'::event_name AND ts > signed_at AND ts < signed_at + 1209600000
    QUALIFY row_number() OVER (PARTITION BY profile ORDER BY ts, seq) = 1
  ),
  -- A conversion is credited to the last message before it.
  credits AS (
    SELECT profile, arg_max(step, sent_at) AS step
    FROM conversions LEFT JOIN messages USING (profile)
    WHERE sent_at <= converted_at
    GROUP BY profile
  )
SELECT 'started' AS what, count(*) AS n, 0 AS millionths FROM signups
UNION ALL SELECT 'converted', count(*), 0 FROM conversions
UNION ALL SELECT 'ordered.conversions', count(*), coalesce(sum(millionths), 0) FROM conversions
UNION ALL SELECT 'ordered.creditedTo.' || coalesce(step, 'none') AS what, count(*), 0 FROM conversions LEFT JOIN credits USING (profile) GROUP BY what
UNION ALL SELECT step || '.entered', sum(n), 0 FROM passed GROUP BY step
UNION ALL SELECT step || '.port.' || onward, n, 0 FROM passed WHERE onward IS NOT NULL
UNION ALL SELECT step || coalesce('.ended.' || outcome, '.waiting'), n, 0 FROM passed WHERE onward IS NULL
UNION ALL SELECT 'outcome.' || outcome, sum(n), 0 FROM passed WHERE outcome IS NOT NULL GROUP BY outcome
UNION ALL SELECT step || '.sent', count(*), 0 FROM messages GROUP BY step
UNION ALL SELECT 'reminder-text.variant.' || variant || '.entered', count(*), 0 FROM reminded GROUP BY variant
UNION ALL SELECT 'reminder-text.variant.' || variant || '.converted', count(*), coalesce(sum(millionths), 0) FROM reminded JOIN conversions USING (profile) GROUP BY variant
