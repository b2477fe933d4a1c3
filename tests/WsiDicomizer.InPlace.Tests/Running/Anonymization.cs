using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tests.Running;

/// <summary>Runs a plan over a slide.</summary>
internal static class Anonymization
{
    public const string Code = "0123456789ab";

    public static AnonymizationRules Rules(AnonymizationLevel level) => new() { Level = level, Sidecars = SidecarRule.Remove };

    public static AnonymizationPlan Plan(string path, AnonymizationRules rules)
    {
        using var slide = SlideFormats.Open(path);
        return SlideAnonymizer.CreatePlan(slide, rules, SlideName.Create(Code));
    }

    /// <summary>Writes the copy.</summary>
    /// <returns>The path of its first file.</returns>
    public static string Copy(string path, TemporaryFolder output, AnonymizationRules rules)
    {
        var plan = Plan(path, rules);
        CopyWriter.Write(plan, output.Path, CancellationToken.None);
        return output.Combine(plan.NewFileNames[0]);
    }

    /// <summary>The label's and macro's bytes as they are stored: strips, a file, or a text in an XML.</summary>
    public static List<byte[]> StoredPictures(string path)
    {
        using var slide = SlideFormats.Open(path);
        var stored = new List<byte[]>();
        foreach (var record in slide.IdentityRecords.Where(record =>
            record is { Kind: IdentityKind.LabelImage or IdentityKind.MacroImage, Name: not "map image" }))
        {
            using var file = SlideFile.Open(slide.Files[record.FileIndex]);
            var page = TryReadTiff(file)?.Directories.FirstOrDefault(page => page.Place.Range.Offset == record.Range!.Value.Offset);
            stored.AddRange(page is null ? [Read(file, record.Range!.Value)] : Segments(page).Select(range => Read(file, range)));
        }

        return stored;
    }

    public static IEnumerable<ByteRange> Segments(TiffDirectory page)
    {
        var segments = TiffImage.Read(page).ReadSegments();
        return Enumerable.Range(0, segments.Count).Select(segments.GetRange);
    }

    public static TiffFile? TryReadTiff(SlideFile file) =>
        TiffHeader.TryReadNdpi(file, out var ndpi) && IsNdpi(file, ndpi) ? TiffFile.Read(file, ndpi, TiffLimits.Default)
        : TiffHeader.TryRead(file, out var header) ? TiffFile.Read(file, header, TiffLimits.Default)
        : null;

    private static bool IsNdpi(SlideFile file, TiffHeader header)
    {
        try
        {
            return TiffFile.Read(file, header, TiffLimits.Default).Directories[0].Contains((TiffTag)65420);
        }
        catch (SlideFormatException)
        {
            return false;
        }
    }

    public static byte[] Read(SlideFile file, ByteRange range)
    {
        var bytes = new byte[range.Length];
        file.ReadExactly(range.Offset, bytes);
        return bytes;
    }
}
