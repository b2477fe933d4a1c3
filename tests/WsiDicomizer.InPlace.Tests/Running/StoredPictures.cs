using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tests.Running;

/// <summary>The bytes of a TIFF's label and macro as the file stores them.</summary>
internal static class StoredPictures
{
    public static List<byte[]> Read(string path)
    {
        using var slide = SlideFormats.Open(path);
        using var file = SlideFile.Open(path);
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var pictures = slide.IdentityRecords
            .Where(record => record.FileIndex == 0 && record.Kind is IdentityKind.LabelImage or IdentityKind.MacroImage)
            .Select(record => record.Range!.Value.Offset).ToHashSet();
        return
        [
            .. tiff.ReadAllDirectories().Where(directory => pictures.Contains(directory.Place.Range.Offset))
                .SelectMany(directory => TiffSegments.Find(tiff, directory))
                .Select(range =>
                {
                    var bytes = new byte[range.Length];
                    file.ReadExactly(range.Offset, bytes);
                    return bytes;
                }),
        ];
    }
}
