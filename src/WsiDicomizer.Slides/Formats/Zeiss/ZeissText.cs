using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Texts in fields of a fixed length: up to the first NUL.</summary>
internal static class ZeissText
{
    /// <summary>Reads a text.</summary>
    /// <param name="field">The whole field.</param>
    public static string Read(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return TiffText.DecodeAll(end < 0 ? field : field[..end]);
    }

    /// <summary>Where the bytes behind the first NUL are that are no zeros: an older, longer text.</summary>
    /// <param name="field">The whole field.</param>
    /// <returns>Length 0 where there are none.</returns>
    public static (int Start, int Length) FindResidue(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        if (end < 0)
        {
            return default;
        }

        var first = field[end..].IndexOfAnyExcept("\0 \t\r\n"u8);
        return first < 0 ? default : (end + first, field.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1 - end - first);
    }
}
