using System.Text;

namespace WsiDicomizer.Imaging.Native;

/// <summary>Texts of native libraries, made fit for a message: printable ASCII of bounded length.</summary>
internal static unsafe class NativeText
{
    private const int MaxLength = 200;

    /// <summary>Reads a zero-terminated text; null gives an empty one.</summary>
    public static string Read(byte* text)
    {
        var result = new StringBuilder();
        for (var i = 0; text is not null && i < MaxLength && text[i] != 0; i++)
        {
            result.Append(text[i] is >= 0x20 and < 0x7F ? (char)text[i] : ' ');
        }

        return result.ToString().Trim();
    }
}
