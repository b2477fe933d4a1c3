using System.Globalization;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>The texts that TIFF itself has tags for, as metadata.</summary>
internal static class TiffPageTexts
{
    private static readonly TiffTag[] Tags =
    [
        TiffTag.DocumentName, TiffTag.ImageDescription, TiffTag.Make, TiffTag.Model, TiffTag.PageName, TiffTag.Software,
        TiffTag.DateTime, TiffTag.Artist, TiffTag.HostComputer, TiffTag.Copyright,
    ];

    /// <summary>All texts of a page, by the names of their tags.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="without">A tag that the format reads itself; null for none.</param>
    /// <exception cref="SlideFormatException">A text lies beyond the end of the file.</exception>
    public static IEnumerable<KeyValuePair<string, string>> ReadAll(TiffDirectory directory, TiffTag? without = null) =>
        Tags.Where(tag => tag != without)
            .Select(tag => KeyValuePair.Create($"TIFF {tag}", Read(directory, tag)))
            .Where(pair => pair.Value.Length > 0);

    /// <summary>A text; empty where there is none.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="tag">Its tag.</param>
    /// <exception cref="SlideFormatException">The text lies beyond the end of the file.</exception>
    public static string Read(TiffDirectory directory, TiffTag tag) =>
        directory.Find(tag) is { } entry && entry.Type.IsBytes() ? directory.ReadText(tag)!.Trim() : string.Empty;

    /// <summary>Whether a text starts with a word: the mark of a maker.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="word">The word, in bytes.</param>
    public static bool StartsWith(TiffDirectory directory, TiffTag tag, ReadOnlySpan<byte> word) =>
        directory.Find(tag) is { Value: { } value }
        && value.Length >= word.Length
        && directory.ReadRange(value with { Length = word.Length }).AsSpan().SequenceEqual(word);

    /// <summary>When the image was made: tag 306, <c>YYYY:MM:DD HH:MM:SS</c>.</summary>
    /// <param name="directory">The page.</param>
    /// <returns>Null where there is none, or it has another form.</returns>
    /// <exception cref="SlideFormatException">The text lies beyond the end of the file.</exception>
    public static (DateOnly? Date, TimeOnly? Time) ReadDateTime(TiffDirectory directory) =>
        DateTime.TryParseExact(
            Read(directory, TiffTag.DateTime),
            "yyyy:MM:dd HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time) && time.Year >= 1900
            ? (DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time))
            : (null, null);
}
