using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Refuses slides of several files: what <c>UUID</c> in <c>TiffData</c> says of the file that a page is in.</summary>
internal static class OmeFiles
{
    /// <summary>Demands that every page is in this file.</summary>
    /// <param name="document">The XML.</param>
    /// <param name="directory">The first page.</param>
    /// <remarks>
    /// The file may have been renamed since: the UUID of the file, which the root has, tells it; else the name does.
    /// </remarks>
    /// <exception cref="SlideFormatException">A page is in another file.</exception>
    public static void RequireOne(OmeDocument document, TiffDirectory directory)
    {
        var own = document.Root.Find("UUID")?.Trim();
        var name = Path.GetFileName(directory.Path);
        var references = document.Images
            .SelectMany(image => image.Pixels.ChildrenNamed("TiffData"))
            .SelectMany(data => data.ChildrenNamed("UUID"));
        foreach (var reference in references)
        {
            var uuid = reference.ReadText();
            var isOwn = own is { Length: > 0 } && uuid.Length > 0
                ? uuid.Equals(own, StringComparison.OrdinalIgnoreCase)
                : reference.Find("FileName") is not { } fileName || fileName == name;
            if (!isOwn)
            {
                throw directory.Unsupported(
                    $"{document.Entry.Name} says that planes are in another file (UUID in TiffData): slides of several OME-TIFF files "
                    + "are not supported; export the slide into one file");
            }
        }
    }
}
