/// Whoever serves or calls DataHub needs its messages as well.
@_exported public import DataHubMessages
