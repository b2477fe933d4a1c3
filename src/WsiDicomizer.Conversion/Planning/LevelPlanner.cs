using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Plans one VOLUME instance per level, its frames copied from the tiles.</summary>
internal sealed class LevelPlanner
{
    private const int LargestFrame = ushort.MaxValue;

    private readonly Slide _slide;
    private readonly ConversionOptions _options;
    private readonly SlideGeometry _geometry;
    private readonly ColorProfiles _profiles;
    private readonly List<string> _notes;

    public LevelPlanner(
        Slide slide, ConversionOptions options, SlideGeometry geometry, ColorProfiles profiles, List<string> notes)
    {
        _slide = slide;
        _options = options;
        _geometry = geometry;
        _profiles = profiles;
        _notes = notes;
    }

    /// <summary>Plans all levels, largest first.</summary>
    /// <param name="isThorough">Whether to read all tiles whole.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public IEnumerable<InstancePlan> Plan(bool isThorough, CancellationToken cancellationToken)
    {
        LevelFrames? larger = null;
        foreach (var level in _slide.Levels)
        {
            if (level.TileSize.Width > LargestFrame || level.TileSize.Height > LargestFrame)
            {
                throw new ConversionException($"level {level.Index}: tiles of {level.TileSize} are larger than a frame can be");
            }

            var frames = Index(level, larger, isThorough, cancellationToken);
            larger = frames;
            yield return Plan(level, frames);
        }
    }

    private LevelFrames Index(SlideLevel level, LevelFrames? larger, bool isThorough, CancellationToken cancellationToken)
    {
        var format = CreateFormat(level);
        var index = TileFrameIndex.Build(
            level, format, _options.Limits, isThorough, _options.Workers, cancellationToken);
        if (index.Headers.Count == 0)
        {
            throw new ConversionException($"level {level.Index} ({level.Location}): no tile is stored");
        }

        var facts = index.Headers[0].Facts;
        if (index.Headers.Any(header => header.Facts != facts))
        {
            throw new ConversionException(
                $"level {level.Index} ({level.Location}): the tiles differ in colour or coding, so no one label is true for all");
        }

        var fillers = new MissingTileFiller(level, index, larger, _options.Limits).CreateAll(cancellationToken);
        if (fillers.Count > 0)
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"level {level.Index}: {fillers.Count} tiles that the slide does not store were made from the larger level"));
        }

        return new LevelFrames(level, index.Headers[0], new TileFrames(level, format, index, fillers));
    }

    private static ITileStreamFormat CreateFormat(SlideLevel level)
    {
        var encoding = level.Encoding;
        if (encoding.BitsPerSample != 8)
        {
            throw new ConversionException($"level {level.Index}: {encoding.BitsPerSample} bits per sample cannot be converted yet");
        }

        return encoding.Compression switch
        {
            TileCompression.Jpeg => new JpegTileFormat(level, JpegLimits.Default),
            TileCompression.Jpeg2000 => new Jpeg2000TileFormat(level),
            _ => throw new ConversionException(
                $"level {level.Index}: tiles compressed as {encoding.VendorName} would have to be encoded anew, "
                + "which this version does not do"),
        };
    }

    private InstancePlan Plan(SlideLevel level, LevelFrames frames)
    {
        var facts = frames.Header.Facts;
        var loss = facts.IsReversible ? null : GetLoss(level, frames.Source);
        return new InstancePlan
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"volume-{level.Index}.dcm"),
            Role = ImageRole.Volume,
            InstanceNumber = level.Index + 1,
            IsResampled = level.Index > 0,
            Size = level.Size,
            FrameSize = level.TileSize,
            TransferSyntax = GetTransferSyntax(level, facts),
            PhotometricInterpretation = facts.PhotometricInterpretation,
            SamplesPerPixel = facts.SamplesPerPixel,
            Loss = loss,
            Spacing = _geometry.GetSpacing(level.Size),
            ImagedVolume = _geometry.ImagedVolume,
            IccProfile = facts.SamplesPerPixel == 1 ? ReadOnlyMemory<byte>.Empty : _profiles.Volume,
            Frames = frames.Source,
        };
    }

    private static DicomTransferSyntax GetTransferSyntax(SlideLevel level, TileStreamFacts facts) =>
        level.Encoding.Compression switch
        {
            TileCompression.Jpeg => DicomTransferSyntax.JPEGProcess1,
            _ when facts.IsReversible => DicomTransferSyntax.JPEG2000Lossless,
            _ => DicomTransferSyntax.JPEG2000Lossy,
        };

    private static LossyHistory GetLoss(SlideLevel level, TileFrames frames)
    {
        var pixels = (double)level.TileSize.Area * level.TileCount * level.Encoding.SamplesPerPixel;
        return new LossyHistory(
            level.Encoding.Compression == TileCompression.Jpeg ? LossyHistory.Jpeg : LossyHistory.Jpeg2000,
            pixels / frames.FrameLengths.Sum());
    }
}
