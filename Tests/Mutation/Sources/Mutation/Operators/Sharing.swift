internal import SwiftSyntax

extension MutationOperator {
  /// What belongs to one call becomes one for all calls. Only a service's methods are called more
  /// than once.
  static let sharing = [
    MutationOperator("share", at: CodeBlockItemSyntax.self) { item in
      guard let variable = item.item.as(VariableDeclSyntax.self), let name = item.declaredName,
        let value = variable.bindings.first?.initializer?.value.text,
        let list = item.parent?.as(CodeBlockItemListSyntax.self), item.isInServiceMethod
      else { return [] }
      let type = variable.bindings.first?.typeAnnotation?.text ?? ""
      let shared = "enum Shared { nonisolated(unsafe) static var \(name)\(type) = \(value) }"
      let uses = list.tokens(viewMode: .sourceAccurate).filter { token in
        token.text == name && token.span.lowerBound >= item.span.upperBound
          && token.parent?.is(DeclReferenceExprSyntax.self) == true
          && token.parent?.parent?.as(MemberAccessExprSyntax.self)?.declName.baseName != token
      }
      return [[item.replaced(by: shared)] + uses.map { $0.replaced(by: "Shared.\(name)") }]
    }
  ]
}

extension CodeBlockItemSyntax {
  fileprivate var isInServiceMethod: Bool {
    let function = ancestors.lazy.compactMap { $0.as(FunctionDeclSyntax.self) }.first
    return function?.signature.parameterClause.parameters.contains {
      $0.type.text == "ServerContext"
    } == true
  }
}
