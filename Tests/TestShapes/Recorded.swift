import Foundation
import Wire

/// The shapes recorded under `Tests/Fixtures/shapes`, one venue's: what its documents say of each call and each topic.
public struct RecordedShapes: Sendable {
    /// Bybit's, whose pages are https://bybit-exchange.github.io/docs/v5/intro.
    public static let bybit = RecordedShapes(venue: "bybit")
    /// Bitget's, whose pages are https://www.bitget.com/api-doc/contract/intro.
    public static let bitget = RecordedShapes(venue: "bitget")
    /// ZTDX's, whose pages are https://docs.p99.world, and Binance's where they are silent.
    public static let ztdx = RecordedShapes(venue: "ztdx")

    private let entries: [String: JSON]

    private init(venue: String) {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.appending(path: "Fixtures/shapes/\(venue)")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        var entries: [String: JSON] = [:]
        for file in files where file.pathExtension == "json" {
            let bytes = (try? Data(contentsOf: file)) ?? Data()
            for (name, entry) in JSON.parse(Array(bytes))?.members ?? [] { entries[name] = entry }
        }
        self.entries = entries
    }

    /// All calls and topics.
    public var names: Set<String> { Set(entries.keys) }

    /// What a call answers, within the envelope, by its method and path, which may have values where the recorded one
    /// has names. Nothing fits a call that is not recorded.
    public subscript(call: String) -> Shape { part("result", of: entries[call] == nil ? named(call) ?? call : call) }

    private func named(_ call: String) -> String? {
        let parts = call.split(separator: "/")
        return entries.keys.first { name in
            let names = name.split(separator: "/")
            return names.count == parts.count && zip(names, parts).allSatisfy { $0 == $1 || $0.hasPrefix(":") }
        }
    }

    /// A row of the list that a call answers.
    public func row(of call: String, in list: String = "list") -> Shape {
        guard case .object(let members) = self[call], case .list(let row) = members[list] else { return .either([]) }
        return row
    }

    /// A message of a topic.
    public func message(of topic: String) -> Shape { part("message", of: topic) }

    /// `retExtInfo` of an answer that has something in it.
    public func extra(of call: String) -> Shape { entries[call]?["retExtInfo"].map(Shape.init) ?? .nothing }

    /// The name of the envelope, where it is not the usual one.
    public func envelope(of call: String) -> String? { entries[call]?["envelope"]?.string }

    private func part(_ name: String, of entry: String) -> Shape {
        entries[entry]?[name].map(Shape.init) ?? .either([])
    }
}

extension Shape {
    /// Reads a shape as it is recorded; `script/conformance.d/shapes.py` says how.
    fileprivate init(_ recorded: JSON) {
        if let words = recorded.string {
            let shapes = words.split(separator: " or ").map { Shape(word: String($0)) }
            self = shapes.count == 1 ? shapes[0] : .either(shapes)
        } else if let elements = recorded.elements {
            let shapes = elements.map(Shape.init)
            self = shapes.count == 1 ? .list(shapes[0]) : .tuple(shapes)
        } else {
            let members = recorded.members ?? []
            switch members.first?.key {
            case "null or" where members.count == 1: self = .optional(Shape(members[0].value))
            case "empty or" where members.count == 1: self = .either([.exactly(""), Shape(members[0].value)])
            case "*" where members.count == 1: self = .map(Shape(members[0].value))
            default: self = Shape(members: members)
            }
        }
    }

    private init(members: [(key: String, value: JSON)]) {
        var shapes: [String: Shape] = [:]
        for (name, recorded) in members {
            let shape = Shape(recorded)
            if name.hasSuffix("?") { shapes[String(name.dropLast())] = .ifThere(shape) } else { shapes[name] = shape }
        }
        self = .object(shapes)
    }

    /// Nothing fits a word that has no meaning.
    private init(word: String) {
        let words: [String: Shape] = [
            "text": .text, "decimal": .decimal, "integer text": .integerText, "empty": .exactly(""), "uuid": .uuid,
            "instant": .instant, "whole": .integer, "number": .number, "boolean": .flag, "null": .null, "*": .anything,
        ]
        self = words[word] ?? .either([])
    }
}
