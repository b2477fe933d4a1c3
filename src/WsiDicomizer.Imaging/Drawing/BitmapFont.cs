using System.Collections.Frozen;

namespace WsiDicomizer.Imaging.Drawing;

/// <summary>A font of 5 × 7 dots: digits, capital letters (small ones look like them) and a little punctuation.</summary>
public static class BitmapFont
{
    /// <summary>Dots across.</summary>
    public const int GlyphWidth = 5;

    /// <summary>Dots down.</summary>
    public const int GlyphHeight = 7;

    /// <summary>Dots from one letter to the next.</summary>
    public const int Advance = 6;

    // 35 bits a glyph, the upper left dot in bit 34, row after row.
    private static readonly FrozenDictionary<char, long> Glyphs = new Dictionary<char, long>
    {
        ['0'] = 0x3A33AE62E,
        ['1'] = 0x11842108E,
        ['2'] = 0x3A211111F,
        ['3'] = 0x7C441062E,
        ['4'] = 0x08CA97C42,
        ['5'] = 0x7E1E0862E,
        ['6'] = 0x1910F462E,
        ['7'] = 0x7C2222108,
        ['8'] = 0x3A317462E,
        ['9'] = 0x3A317844C,
        ['A'] = 0x3A318FE31,
        ['B'] = 0x7A31F463E,
        ['C'] = 0x3A308422E,
        ['D'] = 0x72518C65C,
        ['E'] = 0x7E10F421F,
        ['F'] = 0x7E10F4210,
        ['G'] = 0x3A30BC62F,
        ['H'] = 0x4631FC631,
        ['I'] = 0x38842108E,
        ['J'] = 0x1C4210A4C,
        ['K'] = 0x4654C5251,
        ['L'] = 0x42108421F,
        ['M'] = 0x4775AC631,
        ['N'] = 0x4639ACE31,
        ['O'] = 0x3A318C62E,
        ['P'] = 0x7A31F4210,
        ['Q'] = 0x3A318D64D,
        ['R'] = 0x7A31F5251,
        ['S'] = 0x3E107043E,
        ['T'] = 0x7C8421084,
        ['U'] = 0x46318C62E,
        ['V'] = 0x46318C544,
        ['W'] = 0x4631AD6AA,
        ['X'] = 0x462A22A31,
        ['Y'] = 0x463151084,
        ['Z'] = 0x7C222221F,
        [' '] = 0x000000000,
        ['-'] = 0x0000F8000,
        ['.'] = 0x00000018C,
        [','] = 0x000003088,
        [':'] = 0x018C03180,
        ['/'] = 0x002222200,
        ['_'] = 0x00000001F,
        ['#'] = 0x295F57D4A,
        ['+'] = 0x0084F9080,
        ['('] = 0x088842082,
        [')'] = 0x208210888,
    }.ToFrozenDictionary();

    private const long Unknown = 0x7E318C63F;

    /// <summary>Whether a dot of a letter is inked.</summary>
    /// <param name="letter">Any character.</param>
    /// <param name="column">0 (left) to 4.</param>
    /// <param name="row">0 (top) to 6.</param>
    public static bool IsInked(char letter, int column, int row)
    {
        var glyph = Glyphs.GetValueOrDefault(char.ToUpperInvariant(letter), Unknown);
        return ((glyph >> (34 - (row * GlyphWidth) - column)) & 1) != 0;
    }
}
