-- Passo Dükkan by hand, as counts by name, "<step>.<what>". What makes it short: each stage waits for the events of all later stages, so an event moves
-- somebody on exactly if it is the first of its kind since the sign-up and none of a later stage came before it. A minimum a kind is enough; no window is needed.
-- Relies on the dataset having no two events of a profile at one instant, and on one sign-up a profile counting (re-entry: once).
-- 8e18 stands for "never". Timers fire up to and at the end of the run, and before an event of the same instant.
WITH
  span AS (SELECT max(ts) AS until FROM events),
  signed AS (SELECT profile, min(ts) AS s FROM events WHERE name = 'signup'::event_name GROUP BY profile),
  orders AS (
    SELECT profile, arg_min(price, ts) AS price
    FROM events JOIN signed USING (profile)
    WHERE name = 'purchase'::event_name AND ts > s
    GROUP BY profile
  ),
  -- Of each kind the first since the sign-up and the last before it, as a guest; turning groups by kind into columns takes less than one filtered minimum a kind.
  kinds AS (
    SELECT profile, name, ts < s AS as_guest, min(ts) AS first, max(ts) AS latest
    FROM events JOIN signed USING (profile)
    WHERE name IN ('signup'::event_name, 'category_view'::event_name, 'product_view'::event_name, 'add_to_cart'::event_name, 'checkout_start'::event_name, 'purchase'::event_name, 'unsubscribe'::event_name, 'app_uninstall'::event_name)
    GROUP BY profile, name, as_guest
  ),
  firsts AS (
    SELECT
      profile,
      min(first) FILTER (name = 'signup'::event_name) AS s,
      min(first) FILTER (name = 'category_view'::event_name AND NOT as_guest) AS category,
      min(first) FILTER (name = 'product_view'::event_name AND NOT as_guest) AS product,
      min(first) FILTER (name = 'add_to_cart'::event_name AND NOT as_guest) AS cart,
      min(first) FILTER (name = 'checkout_start'::event_name AND NOT as_guest) AS checkout,
      min(first) FILTER (name = 'purchase'::event_name AND NOT as_guest) AS purchase,
      min(first) FILTER (name = 'unsubscribe'::event_name AND NOT as_guest) AS unsubscribe,
      min(first) FILTER (name = 'app_uninstall'::event_name AND NOT as_guest) AS uninstall,
      bool_or(as_guest AND name NOT IN ('unsubscribe'::event_name, 'app_uninstall'::event_name)) AS guest,
      max(latest) FILTER (name = 'product_view'::event_name AND as_guest) AS guest_product,
      max(latest) FILTER (name = 'add_to_cart'::event_name AND as_guest) AS guest_cart,
      max(latest) FILTER (name = 'checkout_start'::event_name AND as_guest) AS guest_checkout
    FROM kinds
    GROUP BY profile
  ),
  -- c, p, k, h, o: the first category, product, cart, checkout and order before any exit. x: the exit. last: up to when timers fire.
  events_of AS (
    SELECT
      *,
      if(category < x, category, 8e18::BIGINT) AS c,
      if(product < x, product, 8e18::BIGINT) AS p,
      if(cart < x, cart, 8e18::BIGINT) AS k,
      if(checkout < x, checkout, 8e18::BIGINT) AS h,
      if(purchase < x, purchase, 8e18::BIGINT) AS o,
      least(x, until) AS last
    FROM (SELECT *, coalesce(least(unsubscribe, uninstall), 8e18::BIGINT) AS x FROM firsts), span
  ),
  -- n1 … n4: the next move from awareness, discovery, consideration, a filled cart. d: when the short wait is over; v: the long one after it.
  due AS (
    SELECT
      *,
      least(c, p, k, h, o) AS n1, least(p, k, h, o) AS n2, least(k, h, o) AS n3, least(h, o) AS n4,
      s + 3600000 AS d1, c + 1800000 AS d2, p + 1800000 AS d3, k + 900000 AS d4,
      d1 + 604800000 AS v1, d2 + 604800000 AS v2, d3 + 604800000 AS v3
    FROM events_of
  ),
  -- at_…: got there. t…: stayed out the short wait.
  awareness AS (SELECT *, n1 >= d1 AND d1 <= last AS t1, n1 < v1 AS on1, c = n1 AND c < v1 AS at_c FROM due),
  discovery AS (
    SELECT
      *,
      at_c AND n2 >= d2 AND d2 <= last AS t2,
      at_c AND n2 < v2 AS on2,
      (on1 AND p = n1) OR (on2 AND p = n2) AS at_p
    FROM awareness
  ),
  consideration AS (
    SELECT
      *,
      at_p AND n3 >= d3 AND d3 <= last AS t3,
      at_p AND n3 < v3 AS on3,
      (on1 AND k = n1) OR (on2 AND k = n2) OR (on3 AND k = n3) AS at_k
    FROM discovery
  ),
  carts AS (
    SELECT
      *,
      at_k AND n4 >= d4 AND d4 <= last AS t4,
      h < 8e18 AND ((on1 AND h = n1) OR (on2 AND h = n2) OR (on3 AND h = n3) OR (at_k AND h = n4 AND h < d4)) AS at_h,
      at_h OR t4 AS at_pay,
      if(at_h, h, d4) + 604800000 AS v5
    FROM consideration
  ),
  -- The questions of the segments that look behind the first event: asked of few, so counted for those only.
  viewed_again AS (
    SELECT profile, count(*) AS views
    FROM events JOIN (SELECT profile, d3 FROM carts WHERE t3) USING (profile)
    WHERE name = 'product_view'::event_name AND ts > d3 - 86400000 AND ts < d3
    GROUP BY profile
  ),
  removed AS (
    SELECT DISTINCT profile
    FROM events JOIN (SELECT profile, d4 FROM carts WHERE t4) USING (profile)
    WHERE name = 'remove_from_cart'::event_name AND ts > d4 - 900000 AND ts < d4
  ),
  paying AS (
    SELECT
      carts.*,
      variant, price,
      t1 AND NOT guest AS welcome,
      t2 AND NOT coalesce(guest_product > d2 - 86400000, false) AS popular,
      t3 AND views >= 2 AND NOT coalesce(guest_cart > d3 - 86400000, false) AS deals,
      t4 AND removed.profile IS NULL AND NOT coalesce(guest_checkout > d4 - 86400000, false) AS reminded,
      at_pay AND o < v5 AS paid,
      paid OR (o < 8e18 AND ((on1 AND o = n1) OR (on2 AND o = n2) OR (on3 AND o = n3) OR (at_k AND o = n4 AND o < d4))) AS at_o,
      at_o AND o + 86400000 <= last AS thanked,
      coalesce(purchase < s + 1209600000, false) AS converted,
      x <= until AS leaves,
      if(coalesce(unsubscribe < uninstall, unsubscribe IS NOT NULL), 'unsubscribed', 'uninstalled') AS how
    FROM carts LEFT JOIN orders USING (profile) LEFT JOIN viewed_again USING (profile) LEFT JOIN removed USING (profile) LEFT JOIN variants USING (profile)
  ),
  -- Where those are who neither went on nor came to an end: waiting, or taken out by an exit there.
  people AS (
    SELECT
      *,
      t1 AND NOT on1 AND v1 <= last AS stop1,
      t2 AND NOT on2 AND v2 <= last AS stop2,
      t3 AND NOT on3 AND v3 <= last AS stop3,
      at_pay AND NOT paid AND v5 <= last AS stop5,
      CASE
        WHEN at_o THEN if(thanked, NULL, 'next-day')
        WHEN at_pay THEN if(stop5, NULL, 'paying')
        WHEN at_k THEN 'cart-filled'
        WHEN at_p THEN if(stop3, NULL, if(t3, 'first-cart', 'weighing-up'))
        WHEN at_c THEN if(stop2, NULL, if(t2, 'first-product', 'looking-around'))
        ELSE if(stop1, NULL, if(t1, 'first-visit', 'first-hour'))
      END AS stays
    FROM paying
  ),
  -- People of one way through the journey are counted together: there are some hundred ways, and more than a hundred questions to each.
  ways AS (
    SELECT
      n1 < d1 AS soon1, if(on1, CASE n1 WHEN c THEN 'category' WHEN p THEN 'product' WHEN k THEN 'cart' WHEN h THEN 'checkout' ELSE 'order' END, NULL) AS move1,
      n2 < d2 AS soon2, if(on2, CASE n2 WHEN p THEN 'product' WHEN k THEN 'cart' WHEN h THEN 'checkout' ELSE 'order' END, NULL) AS move2,
      n3 < d3 AS soon3, if(on3, CASE n3 WHEN k THEN 'cart' WHEN h THEN 'checkout' ELSE 'order' END, NULL) AS move3,
      if(at_k AND n4 < d4, if(n4 = h, 'checkout', 'order'), NULL) AS move4,
      t1, t2, t3, t4, at_c, at_p, at_k, at_pay, at_o, stop1, stop2, stop3, stop5, paid, thanked, welcome, popular, deals, reminded, variant, converted, stays, if(stays IS NOT NULL AND leaves, how, NULL) AS gone,
      count(*) AS n,
      coalesce(sum(round(price * 1000000)::BIGINT) FILTER (converted), 0) AS millionths
    FROM people
    GROUP BY ALL
  ),
  -- What each way counts towards.
  counted AS (
    SELECT n, millionths, unnest([
        'started',
        'first-hour.entered',
        if(converted, 'converted', NULL),
        if(converted, 'ordered.conversions', NULL),
        if(NOT converted, NULL, 'ordered.creditedTo.' || CASE WHEN reminded THEN 'push-' || variant WHEN deals THEN 'push-deals' WHEN popular THEN 'push-popular' WHEN welcome THEN 'push-welcome' ELSE 'none' END),
        stays || coalesce('.ended.exit:' || gone, '.waiting'),
        'outcome.exit:' || gone,
        if(soon1, 'first-hour', 'first-visit') || '.port.' || move1,
        if(t1, 'first-hour.port.timeout', NULL),
        if(t1, 'is-new-user.entered', NULL),
        if(t1, 'first-visit.entered', NULL),
        if(t1, if(welcome, 'is-new-user.port.new-user', 'is-new-user.port.else'), NULL),
        if(welcome, 'push-welcome.entered', NULL),
        if(welcome, 'push-welcome.sent', NULL),
        if(welcome, 'push-welcome.port.next', NULL),
        if(stop1, 'first-visit.port.timeout', NULL),
        if(stop1, 'never-visited.entered', NULL),
        if(stop1, 'never-visited.ended.stopped-at-awareness', NULL),
        if(stop1, 'outcome.stopped-at-awareness', NULL),
        if(at_c, 'looking-around.entered', NULL),
        if(soon2, 'looking-around', 'first-product') || '.port.' || move2,
        if(t2, 'looking-around.port.timeout', NULL),
        if(t2, 'is-category-browser.entered', NULL),
        if(t2, 'first-product.entered', NULL),
        if(t2, if(popular, 'is-category-browser.port.category-browser', 'is-category-browser.port.else'), NULL),
        if(popular, 'push-popular.entered', NULL),
        if(popular, 'push-popular.sent', NULL),
        if(popular, 'push-popular.port.next', NULL),
        if(stop2, 'first-product.port.timeout', NULL),
        if(stop2, 'no-product.entered', NULL),
        if(stop2, 'no-product.ended.stopped-at-discovery', NULL),
        if(stop2, 'outcome.stopped-at-discovery', NULL),
        if(at_p, 'weighing-up.entered', NULL),
        if(soon3, 'weighing-up', 'first-cart') || '.port.' || move3,
        if(t3, 'weighing-up.port.timeout', NULL),
        if(t3, 'is-active-browser.entered', NULL),
        if(t3, 'first-cart.entered', NULL),
        if(t3, if(deals, 'is-active-browser.port.active-browser', 'is-active-browser.port.else'), NULL),
        if(deals, 'push-deals.entered', NULL),
        if(deals, 'push-deals.sent', NULL),
        if(deals, 'push-deals.port.next', NULL),
        if(stop3, 'first-cart.port.timeout', NULL),
        if(stop3, 'no-cart.entered', NULL),
        if(stop3, 'no-cart.ended.stopped-at-consideration', NULL),
        if(stop3, 'outcome.stopped-at-consideration', NULL),
        if(at_k, 'cart-filled.entered', NULL),
        'cart-filled.port.' || move4,
        if(t4, 'cart-filled.port.timeout', NULL),
        if(t4, 'is-high-intent.entered', NULL),
        if(t4, if(reminded, 'is-high-intent.port.high-intent', 'is-high-intent.port.else'), NULL),
        if(reminded, 'reminder-text.entered', NULL),
        if(reminded, 'reminder-text.port.' || variant, NULL),
        if(reminded, 'reminder-text.variant.' || variant || '.entered', NULL),
        if(reminded AND converted, 'reminder-text.variant.' || variant || '.converted', NULL),
        if(reminded, 'push-' || variant || '.entered', NULL),
        if(reminded, 'push-' || variant || '.sent', NULL),
        if(reminded, 'push-' || variant || '.port.next', NULL),
        if(at_pay, 'paying.entered', NULL),
        if(paid, 'paying.port.order', NULL),
        if(stop5, 'paying.port.timeout', NULL),
        if(stop5, 'cart-abandoned.entered', NULL),
        if(stop5, 'cart-abandoned.ended.stopped-at-purchase-intent', NULL),
        if(stop5, 'outcome.stopped-at-purchase-intent', NULL),
        if(at_o, 'next-day.entered', NULL),
        if(thanked, 'next-day.port.next', NULL),
        if(thanked, 'push-thanks.entered', NULL),
        if(thanked, 'push-thanks.sent', NULL),
        if(thanked, 'push-thanks.port.next', NULL),
        if(thanked, 'customer.entered', NULL),
        if(thanked, 'customer.ended.first-order', NULL),
        if(thanked, 'outcome.first-order', NULL)
    ]) AS what
    FROM ways
  )
SELECT what, sum(n) AS n, sum(millionths) AS millionths FROM counted WHERE what IS NOT NULL GROUP BY what
