using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Slides.Composing;
using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>An opened CZI.</summary>
internal sealed class ZeissSlide : Slide
{
    private readonly SlideFile _file;
    private readonly IReadOnlyList<(string Place, ZeissDocument Document)> _documents;
    private readonly ZeissDecoder _decoder = new();

    /// <summary>Reads all structures of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public ZeissSlide(SlideFile file)
    {
        _file = file;
        var document = ZeissDocument.Read(new ZeissBytes(file, 0, file.Length));
        var metadata = ZeissMetadata.Read(document.Metadata);
        var cache = new DecodedPictureCache<ZeissSubblock>(
            ZeissLimits.MaxCachedBytes, subblock => _decoder.Decode(document.Bytes, subblock), ZeissDecoder.Measure);
        var areas = ZeissStructure.Read(document);
        if (areas.Count > ZeissLimits.MaxAreas)
        {
            throw document.Bytes.Damaged(
                $"{ZeissDirectory.SegmentId}: lists more than {ZeissLimits.MaxAreas} scenes, channels and focal planes",
                document.Header.DirectoryOffset);
        }

        var planeDistance = ZeissMetadata.ReadPlaneDistance(document.Metadata);
        Areas = [.. areas.Select(area => MakeArea(document, area, metadata, planeDistance, cache))];
        var pictures = new ZeissPictures(document, _decoder);
        AssociatedImages = pictures.Images;
        ToleratedFaults = document.Header.IsUpdatePending
            ?
            [
                new SlideFault(
                    0,
                    "zeiss-update-pending",
                    "the header says that a program was writing the file and had not ended",
                    document.Header.Segment.Payload.Offset),
                .. pictures.Faults,
            ]
            : pictures.Faults;
        IdentityRecords = ZeissIdentity.FindRecords(document, pictures.Documents);
        _documents =
        [
            (string.Empty, document),
            .. pictures.Documents.OrderBy(pair => pair.Key).Select(pair => ($"attachment {pair.Key}, ", pair.Value)),
        ];
        Fingerprint = ComputeFingerprint(document);
    }

    /// <inheritdoc/>
    public override string FormatName => ZeissFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [_file.Path];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels => Areas[0].Levels;

    /// <inheritdoc/>
    public override IReadOnlyList<SlideArea> Areas { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages { get; }

    /// <inheritdoc/>
    public override SlideMetadata Metadata => Areas[0].Metadata;

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }

    /// <inheritdoc/>
    /// <remarks>The format has none.</remarks>
    public override ReadOnlyMemory<byte> IccProfile => ReadOnlyMemory<byte>.Empty;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fingerprint { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SlideFault> ToleratedFaults { get; }

    /// <inheritdoc/>
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits) => [ZeissFileMap.Read(_file, _documents, limits)];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
            _file.Dispose();
        }
    }

    private static SlideArea MakeArea(
        ZeissDocument document,
        ZeissArea area,
        SlideMetadata metadata,
        double? planeDistance,
        DecodedPictureCache<ZeissSubblock> cache)
    {
        var channel = ZeissChannel.Read(document.Metadata, area);
        return new SlideArea
        {
            Levels =
            [
                .. Enumerable.Range(0, area.Levels.Count).Select(index => new ZeissLevel(
                    document.Bytes, area, index, metadata.Spacing, channel.IsFluorescence, cache)),
            ],
            Metadata = metadata,

            // The first plane is the one that the distances count from.
            FocalPlane = area.PlaneCount > 1
                ? new FocalPlane(area.PlaneIndex, planeDistance is { } distance ? area.PlaneIndex * distance : null)
                : null,
            OpticalPath = area.ChannelCount > 1 || channel.IsFluorescence
                ? new OpticalPath
                {
                    Index = area.Channel,
                    Name = channel.Name,
                    IsFluorescence = channel.IsFluorescence,
                    ExcitationNanometres = channel.Excitation,
                    EmissionNanometres = channel.Emission,
                }
                : null,
        };
    }

    /// <summary>The metadata, and where each subblock is and how long.</summary>
    private static byte[] ComputeFingerprint(ZeissDocument document)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(document.Metadata?.Bytes ?? []);
        foreach (var subblock in document.Subblocks)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant(
                $"{subblock.Data.Offset},{subblock.Data.Length},{subblock.Entry.X.Start},{subblock.Entry.Y.Start};")));
        }

        return hash.GetHashAndReset();
    }
}
