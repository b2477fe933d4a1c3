using WsiDicomizer.Slides.Ini;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>Hamamatsu VMS (a grid of JPEGs) and VMU (uncompressed NGR): an index file that names the others.</summary>
/// <remarks>The mark is the index's section, as OpenSlide has it; the suffix is not asked.</remarks>
public sealed class VmsFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "hamamatsu-vms";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!HasMark(file))
        {
            return No("the file does not start with the section of a VMS or VMU");
        }

        try
        {
            using var structure = VmsStructure.Read(file);
            return new SlideDetection(SlideVerdict.Yes, "the file has the section of a VMS or VMU");
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        VmsStructure? structure = null;
        try
        {
            structure = VmsStructure.Read(file);
            return new VmsSlide(structure);
        }
        catch (Exception)
        {
            structure?.Dispose();
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);

    private static bool HasMark(SlideFile file)
    {
        if (file.Length > VmsLimits.Index.MaxBytes)
        {
            return false;
        }

        // Text without a NUL: what is binary is none of ours, and needs no parser.
        var bytes = new byte[file.Length];
        file.ReadExactly(0, bytes);
        return bytes.AsSpan().IndexOf((byte)0) < 0
            && bytes.AsSpan().IndexOf("Virtual Microscope Specimen]"u8) >= 0
            && VmsIndex.FindSection(IniFile.Parse(bytes, VmsLimits.Index, file.Path)) is not null;
    }
}
