using System.Collections.Frozen;
using WsiDicomizer.Imaging.Drawing;

namespace WsiDicomizer.SyntheticSlides.Drawing;

/// <summary>Draws Code 39 bars, which barcode readers read.</summary>
/// <remarks>Source: ISO/IEC 16388: nine elements a character, bar first, three of them wide, one narrow gap between.</remarks>
internal static class Code39
{
    // Nine bits a character, the first bar in bit 8; a set bit is a wide element.
    private static readonly FrozenDictionary<char, int> Patterns = new Dictionary<char, int>
    {
        ['0'] = 0x034,
        ['1'] = 0x121,
        ['2'] = 0x061,
        ['3'] = 0x160,
        ['4'] = 0x031,
        ['5'] = 0x130,
        ['6'] = 0x070,
        ['7'] = 0x025,
        ['8'] = 0x124,
        ['9'] = 0x064,
        ['A'] = 0x109,
        ['B'] = 0x049,
        ['C'] = 0x148,
        ['D'] = 0x019,
        ['E'] = 0x118,
        ['F'] = 0x058,
        ['G'] = 0x00D,
        ['H'] = 0x10C,
        ['I'] = 0x04C,
        ['J'] = 0x01C,
        ['K'] = 0x103,
        ['L'] = 0x043,
        ['M'] = 0x142,
        ['N'] = 0x013,
        ['O'] = 0x112,
        ['P'] = 0x052,
        ['Q'] = 0x007,
        ['R'] = 0x106,
        ['S'] = 0x046,
        ['T'] = 0x016,
        ['U'] = 0x181,
        ['V'] = 0x0C1,
        ['W'] = 0x1C0,
        ['X'] = 0x091,
        ['Y'] = 0x190,
        ['Z'] = 0x0D0,
        ['-'] = 0x085,
        ['.'] = 0x184,
        ['*'] = 0x094,
    }.ToFrozenDictionary();

    private const int ElementsPerCharacter = 9;
    private const int ModulesPerCharacter = 13;

    /// <summary>How wide the bars of a text are, in pixels, with wide elements of two modules.</summary>
    /// <param name="text">The text without the start and stop characters.</param>
    /// <param name="module">The width of a narrow element in pixels.</param>
    public static int WidthOf(string text, int module) => (((text.Length + 2) * ModulesPerCharacter) - 1) * module;

    /// <summary>Draws the bars; characters that the code does not have become hyphens.</summary>
    public static void Draw(Canvas canvas, int x, int y, string text, int module, int height, Rgb ink)
    {
        foreach (var character in $"*{text.ToUpperInvariant()}*")
        {
            var pattern = Patterns.GetValueOrDefault(character, Patterns['-']);
            for (var element = 0; element < ElementsPerCharacter; element++)
            {
                var width = ((pattern >> (8 - element)) & 1) != 0 ? 2 * module : module;
                if (element % 2 == 0)
                {
                    canvas.Fill(x, y, width, height, ink);
                }

                x += width;
            }

            x += module;
        }
    }
}
