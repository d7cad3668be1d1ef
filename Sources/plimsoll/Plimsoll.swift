@main
enum Plimsoll {
    static func main() { print("plimsoll") }
}
