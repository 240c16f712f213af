internal import SwiftSyntax

/// Finds what can be mutated in a file.
final class RegionFinder: SyntaxVisitor {
  private(set) var regions: [(region: Region, node: Syntax)] = []
  private var types: [String] = []

  /// Labels of arguments that hold words for people: they change nothing that a program does.
  static let words: Set<String> = [
    "help", "abstract", "discussion", "usage", "valueName", "label", "transform", "ascii",
  ]

  private func place(_ name: String) -> String { (types + [name]).joined(separator: ".") }

  private func enter(_ name: String) -> SyntaxVisitorContinueKind {
    types.append(name)
    return .visitChildren
  }

  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node.name.text)
  }
  override func visitPost(_ node: StructDeclSyntax) { types.removeLast() }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node.name.text)
  }
  override func visitPost(_ node: EnumDeclSyntax) { types.removeLast() }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node.name.text)
  }
  override func visitPost(_ node: ActorDeclSyntax) { types.removeLast() }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node.name.text)
  }
  override func visitPost(_ node: ClassDeclSyntax) { types.removeLast() }
  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node.extendedType.text)
  }
  override func visitPost(_ node: ExtensionDeclSyntax) { types.removeLast() }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    guard let body = node.body else { return .skipChildren }
    let effects = node.signature.effectSpecifiers
    let callable = Callable(
      name: node.name.span, arguments: "(\(Self.arguments(node.signature)))",
      effects: Self.words(effects?.throwsClause != nil, effects?.asyncSpecifier != nil))
    let returns = node.signature.returnClause != nil
    add(.callable(callable), node.name.text, node, body.statements, returns: returns)
    return .skipChildren
  }

  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    guard let body = node.body, !body.statements.isEmpty else { return .skipChildren }
    let initializer = Initializer(
      parametersEnd: node.signature.parameterClause.rightParen.span.lowerBound,
      arguments: Self.arguments(node.signature),
      throwing: node.signature.effectSpecifiers?.throwsClause != nil,
      isFailable: node.optionalMark != nil,
      makesSelf: body.tokens(viewMode: .sourceAccurate).contains { $0.text == "self" })
    add(.initializer(initializer), "init", node, body.statements, returns: false)
    return .skipChildren
  }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    for attribute in node.attributes { if case .attribute(let found) = attribute { add(found) } }
    for binding in node.bindings {
      let name = binding.pattern.text
      if let value = binding.initializer?.value {
        let region = Region(
          form: .value, place: place(name), range: value.span, body: value.span)
        regions.append((region, Syntax(value)))
      } else if case .getter(let statements) = binding.accessorBlock?.accessors {
        let callable = Callable(name: binding.pattern.span, arguments: "", effects: "")
        add(.callable(callable), name, node, statements, returns: true)
      }
    }
    return .skipChildren
  }

  private func add(_ attribute: AttributeSyntax) {
    guard case .argumentList(let arguments) = attribute.arguments else { return }
    let named = arguments.first { $0.label?.text == "name" }
    let property = attribute.ancestors.compactMap { $0.as(VariableDeclSyntax.self) }.first
    let name = place((property?.bindings.first?.pattern.text ?? "") + "@name")
    if let value = named?.expression {
      let region = Region(form: .value, place: name, range: value.span, body: value.span)
      regions.append((region, Syntax(value)))
    } else if ["Option", "Flag"].contains(attribute.attributeName.text), let first = arguments.first
    {
      let start = first.span.lowerBound
      let region = Region(
        form: .optionName, place: name, range: start..<start, body: start..<start)
      regions.append((region, Syntax(first)))
    }
  }

  private func add(
    _ form: Region.Form, _ name: String, _ node: some DeclSyntaxProtocol,
    _ statements: CodeBlockItemListSyntax, returns: Bool
  ) {
    var region = Region(
      form: form, place: place(name), range: node.span, body: statements.span)
    if returns, statements.count == 1, let only = statements.first, only.isImplicitResult {
      region.preparation = [only.preceded(by: "return ")]
    }
    regions.append((region, Syntax(statements)))
  }

  /// What hands on all parameters to a function with the same ones.
  private static func arguments(_ signature: FunctionSignatureSyntax) -> String {
    signature.parameterClause.parameters.map { parameter in
      let label = parameter.firstName.text
      let name = parameter.secondName?.text ?? label
      return label == "_" ? name : "\(label): \(name)"
    }.joined(separator: ", ")
  }

  private static func words(_ throwing: Bool, _ async: Bool) -> String {
    (throwing ? "try " : "") + (async ? "await " : "")
  }
}

extension CodeBlockItemSyntax {
  /// Whether its value is the result of a function that has no other statement.
  fileprivate var isImplicitResult: Bool {
    if isExpression { return true }
    guard let expression = item.as(StmtSyntax.self)?.as(ExpressionStmtSyntax.self) else {
      return false
    }
    return expression.expression.is(SwitchExprSyntax.self)
      || expression.expression.is(IfExprSyntax.self)
  }
}
