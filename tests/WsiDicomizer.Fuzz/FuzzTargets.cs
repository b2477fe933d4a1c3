using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Targets;

namespace WsiDicomizer.Fuzz;

/// <summary>The one list of targets.</summary>
internal static class FuzzTargets
{
    // Each call makes new ones: a target is used by one test at a time.
    private static readonly Func<FuzzTarget>[] Factories =
    [
        () => new DicomPart10Target(),
        () => new DicomPixelDataTarget(),
        () => new DicomElementTarget(),
        () => new DicomTextTarget(),
        () => new CharacterSetTarget(),
        () => new JpegHeaderTarget(),
        () => new JpegFrameHeaderTarget(),
        () => new JpegTablesTarget(),
        () => new JpegStripsTarget(),
        () => new JpegScanTarget(),
        () => new JpegScrubberTarget(),
        () => new JpegDecodeTarget(),
        () => new JpegTileCutterTarget(),
        () => new JpegMaskTarget(),
        () => new Jpeg2000HeaderTarget(),
        () => new Jpeg2000FrameTarget(),
        () => new Jpeg2000DecodeTarget(),
        () => new HtJ2kDecodeTarget(),
        () => new JpegXlTarget(),
        () => new JpegLsHeaderTarget(),
        () => new JpegLsDecodeTarget(),
        () => new PngTarget(),
        () => new BmpTarget(),
        () => new RleTarget(),
        () => new LzwTarget(),
        () => new IccTarget(),
        () => new TiffTarget(),
        () => new SlideTarget(),
        () => new TiffPagesTarget(),
        () => new PlainImageTarget(),
        () => new HamamatsuSlideTarget(),
        () => new VmsSlideTarget(),
        () => new AssociatedImagesTarget(),
        () => new DicomSlideTarget(),
        () => new AperioDescriptionTarget(),
        () => new PhilipsImportTarget(),
        () => new LeicaXmlTarget(),
        () => new VentanaXmlTarget(),
        () => new OmeXmlTarget(),
        () => new ZeissSlideTarget(),
        () => new IsyntaxTarget(),
        () => new MiraxTarget(),
        () => new ProfileTarget(),
        () => new KeyFileTarget(),
        () => new EngineTarget(),
        () => new InstanceTarget(),
        () => new OverviewTarget(),
        () => new AnonymizeTarget(),
        () => new JournalTarget(),
        () => new OriginalsContentTarget(),
        () => new OriginalsEnvelopeTarget(),
        () => new EncryptionFileTarget(),
        () => new DicomJsonTarget(),
        () => new ConformanceTarget(),
        () => new CaseDataTarget(),
        () => new InventoryTarget(),
    ];

    /// <summary>One of each; the caller disposes them.</summary>
    public static IReadOnlyList<FuzzTarget> CreateAll() => [.. Factories.Select(create => create())];

    /// <summary>The target of a name; the caller disposes it.</summary>
    public static FuzzTarget Find(string name)
    {
        var all = CreateAll();
        var found = all.Single(target => string.Equals(target.Name, name, StringComparison.Ordinal));
        foreach (var other in all.Where(target => target != found))
        {
            other.Dispose();
        }

        return found;
    }

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names()
    {
        var all = CreateAll();
        foreach (var target in all)
        {
            target.Dispose();
        }

        return [.. all.Select(target => target.Name)];
    }
}
