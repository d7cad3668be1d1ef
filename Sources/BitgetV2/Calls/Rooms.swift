/// Handlers of the calls under `market`, which need no key.
enum Market {}

/// Handlers of the calls under `account`.
enum Accounts {}

/// Handlers of the calls under `position`.
enum Positions {}

/// Handlers of the calls under `order`.
enum Orders {}

/// Handlers of the calls on orders that wait for a trigger, which stand under `order` as well.
enum Plans {}
