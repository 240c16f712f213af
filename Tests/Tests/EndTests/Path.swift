/// The methods, as they stand on the wire.
enum Path {
  static let send = "/datahub.Ingest/SendDataPackage"
  static let upload = "/datahub.Ingest/SendDataPackagesStream"
  static let exchange = "/datahub.Ingest/ExchangeDataPackages"
  static let subscribe = "/datahub.Egress/GetDataPackagesStream"
  static let hub = "/datahub.Egress/SubscribeDataPackages"

  static let all = [send, upload, exchange, subscribe, hub]
}
