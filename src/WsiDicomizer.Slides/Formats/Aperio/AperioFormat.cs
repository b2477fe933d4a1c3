using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>Aperio SVS, of Leica Biosystems and of the scanners that imitate it.</summary>
/// <remarks>
/// The mark is the one that all readers agree on: tag 270 of the first tiled page starts with <c>Aperio</c>. The suffix
/// (<c>.svs</c>, <c>.tif</c>) is not asked.
/// </remarks>
public sealed class AperioFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "aperio";

    private static ReadOnlySpan<byte> Mark => "Aperio"u8;

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!TiffHeader.TryRead(file, out _))
        {
            return No(file.Length == 0 ? "the file is empty" : "the file does not start with a TIFF header");
        }

        var first = TiffFile.EnumerateDirectories(file, TiffLimits.Default).FirstOrDefault(TiffImage.HasTiles);
        if (first is null)
        {
            return No("it is a TIFF file, but no page of it has tiles");
        }

        if (!HasMark(first))
        {
            return No($"it is a TIFF file, but tag 270 of {first.Location}, the first with tiles, does not start with \"Aperio\"");
        }

        try
        {
            var structure = AperioStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            foreach (var page in structure.Pages)
            {
                AperioEncoding.RequireSupported(page.Image, page.Role == AperioPageRole.Level);
            }
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, $"tag 270 of {first.Location}, the first with tiles, starts with \"Aperio\"");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new AperioSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);

    private static bool HasMark(TiffDirectory directory)
    {
        if (directory.Find(TiffTag.ImageDescription) is not { Value: { } value } || value.Length < Mark.Length)
        {
            return false;
        }

        return directory.ReadRange(value with { Length = Mark.Length }).AsSpan().SequenceEqual(Mark);
    }
}
