using System.Buffers;

namespace WsiDicomizer.Cli.Demo;

/// <summary>Bytes that must not be in the output.</summary>
/// <param name="EntryIndex">Which entry of the answer key they come from, 0-based.</param>
/// <param name="Form">How the value is written in them, for people: <c>UTF-16</c>.</param>
/// <param name="Bytes">The bytes; with <paramref name="IgnoreCase"/> letters A to Z are small.</param>
/// <param name="IgnoreCase">Whether the letters A to Z also fit in their other case.</param>
internal sealed record SearchPattern(int EntryIndex, string Form, ReadOnlyMemory<byte> Bytes, bool IgnoreCase)
{
    private static readonly SearchValues<byte> HexadecimalDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Whether all of it could be digits of a hexadecimal number.</summary>
    public bool IsHexadecimal { get; } = IgnoreCase && !Bytes.Span.ContainsAnyExcept(HexadecimalDigits);
}
