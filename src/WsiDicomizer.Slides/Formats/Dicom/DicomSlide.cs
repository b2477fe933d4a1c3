using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>An opened DICOM slide: the instances of one series on one glass.</summary>
internal sealed class DicomSlide : Slide, IDicomSlide
{
    private readonly IReadOnlyList<DicomInstance> _instances;
    private readonly IReadOnlyList<DicomLevel> _levels;
    private readonly IReadOnlyList<DicomAssociatedImage> _images;

    private DicomSlide(DicomSeries series)
    {
        var structure = DicomStructure.Read(series.Instances);
        UnreadableFiles = series.UnreadableFiles;

        // The base level first, whichever file was named: names and UIDs of outputs must not depend on that.
        _instances = [.. structure.Levels.Concat(structure.Pictures).SelectMany(image => image.Parts)];
        var fileIndex = 0;
        int Next(DicomImage image)
        {
            var first = fileIndex;
            fileIndex += image.Parts.Count;
            return first;
        }

        _levels = [.. structure.Levels.Select((image, index) => new DicomLevel(image, index, Next(image)))];
        _images = [.. structure.Pictures.Select(image => new DicomAssociatedImage(image, Next(image)))];
        Metadata = DicomMetadata.Read(structure);
        IccProfile = DicomMetadata.ReadIccProfile(structure.Levels[0].First.Dataset);
        IdentityRecords = DicomIdentity.FindRecords(_instances);
        Fingerprint = DicomFingerprint.Compute(
        [
            .. _levels.Select(level => (level.Image, level.Tiles)),
            .. _images.Select(image => (image.Image, image.Tiles)),
        ]);
        ToleratedFaults =
        [
            .. _instances.SelectMany(static (instance, index) => instance.Diagnostics.Select(
                fault => new SlideFault(index, fault.Code, fault.Message, fault.Offset))),
        ];
    }

    /// <inheritdoc/>
    public override string FormatName => DicomFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [.. _instances.Select(instance => instance.Path)];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels => _levels;

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages => _images;

    /// <inheritdoc/>
    public override SlideMetadata Metadata { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> IccProfile { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fingerprint { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SlideFault> ToleratedFaults { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> UnreadableFiles { get; }

    /// <summary>Opens the slide that a file belongs to.</summary>
    /// <param name="path">The full path of one of its instances.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public static DicomSlide Open(string path)
    {
        using var series = DicomFolder.OpenSeries(path);
        try
        {
            var slide = new DicomSlide(series);
            series.HandOver();
            return slide;
        }
        catch (DicomException exception)
        {
            throw series.Name(DicomFaults.ToSlideFault(exception, path));
        }
        catch (SlideFormatException exception)
        {
            series.Name(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public DicomSourceInstance GetSource(SlideLevel level) =>
        level is DicomLevel known && _levels.Contains(known)
            ? ToSource(known.Image)
            : throw new ArgumentException("The level is not of this slide.", nameof(level));

    /// <inheritdoc/>
    public DicomSourceInstance GetSource(AssociatedImage image) =>
        image is DicomAssociatedImage known && _images.Contains(known)
            ? ToSource(known.Image)
            : throw new ArgumentException("The picture is not of this slide.", nameof(image));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var instance in _instances)
            {
                instance.Dispose();
            }
        }
    }

    private static DicomSourceInstance ToSource(DicomImage image) => new(image.First.Dataset, image.First.TransferSyntax);
}
