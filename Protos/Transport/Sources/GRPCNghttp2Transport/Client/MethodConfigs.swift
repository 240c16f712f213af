internal import GRPCCore

/// A service configuration's settings, by method.
struct MethodConfigs: Sendable {
  private var configs: [MethodConfig.Name: MethodConfig] = [:]

  init(_ serviceConfig: ServiceConfig) {
    for config in serviceConfig.methodConfig {
      for name in config.names { configs[name] = config }
    }
  }

  /// The method's own settings, or else its service's, or else those for all.
  subscript(method: MethodDescriptor) -> MethodConfig? {
    let service = method.service.fullyQualifiedService
    return configs[MethodConfig.Name(service: service, method: method.method)]
      ?? configs[MethodConfig.Name(service: service)]
      ?? configs[MethodConfig.Name(service: "")]
  }
}
