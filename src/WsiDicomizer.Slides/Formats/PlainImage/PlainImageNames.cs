namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>Names of files that are pictures beside slides of other formats.</summary>
internal static class PlainImageNames
{
    // A MIRAX slide's own file is a JPEG of the glass; Trestle keeps its picture of the glass beside the slide.
    private static readonly string[] CompanionExtensions = [".mrxs", ".full"];

    /// <summary>Whether a file is a picture beside a slide by its extension.</summary>
    /// <param name="path">The file.</param>
    public static bool IsCompanion(string path) =>
        CompanionExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
