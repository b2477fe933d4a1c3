using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Planning.Levels;
using WsiDicomizer.Conversion.Pyramid;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Chooses how the tiles of a level become frames; <c>Levels/</c> has each way.</summary>
internal sealed class LevelFramesFactory
{
    private readonly ConversionOptions _options;
    private readonly Func<FrameSpool> _createSpool;
    private readonly List<string> _notes;

    /// <summary>Creates the factory.</summary>
    /// <param name="options">How slides are converted.</param>
    /// <param name="createSpool">Makes temporary files for frames that are encoded anew.</param>
    /// <param name="notes">What a person should know is added here.</param>
    public LevelFramesFactory(ConversionOptions options, Func<FrameSpool> createSpool, List<string> notes)
    {
        _options = options;
        _createSpool = createSpool;
        _notes = notes;
    }

    /// <summary>Prepares the frames of a level; null for a reduced level of which no tile is stored.</summary>
    /// <param name="level">The level.</param>
    /// <param name="larger">The next larger level; null for the base.</param>
    /// <param name="isThorough">Whether to read all tiles whole.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="ConversionException">The tiles are damaged, or cannot become DICOM.</exception>
    public LevelFrames? Create(SlideLevel level, LevelFrames? larger, bool isThorough, CancellationToken cancellationToken)
    {
        var context = CreateContext(isThorough, cancellationToken);
        RequireKnownDepth(level);
        if (level.TilePainter is { } painter)
        {
            return Paint(level, painter, context);
        }

        if (level.TileMaker is null && MeasureStored(level) == 0)
        {
            if (larger is null)
            {
                throw new ConversionException($"level {level.Index} ({level.Location}): no tile is stored");
            }

            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"level {level.Index} left out: the slide stores no tile of it"));
            return null;
        }

        // Nothing was scanned there, so there is nothing to take from the larger level either.
        return CreateOfTiles(level, level.HasBackgroundForMissingTiles ? null : larger, context);
    }

    /// <summary>Adds the levels that a pyramid lacks, where that is wanted.</summary>
    /// <param name="levels">The levels that there are, largest first.</param>
    /// <param name="isThorough">Whether to read all tiles whole.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>All levels, largest first.</returns>
    /// <exception cref="ConversionException">A tile of the largest level does not decode.</exception>
    public IReadOnlyList<LevelFrames> AddMissing(
        IReadOnlyList<LevelFrames> levels, bool isThorough, CancellationToken cancellationToken) => _options.MissingLevels
        ? MissingLevels.AddTo(levels, CreateContext(isThorough, cancellationToken))
        : levels;

    private LevelContext CreateContext(bool isThorough, CancellationToken cancellationToken) => new()
    {
        Options = _options,
        CreateSpool = _createSpool,
        Notes = _notes,
        IsThorough = isThorough,
        CancellationToken = cancellationToken,
        Damage = DamageLog.For(_options),
    };

    private LevelFrames CreateOfTiles(SlideLevel level, LevelFrames? larger, LevelContext context)
    {
        if (level.Encoding.Compression == TileCompression.Jpeg2000 && UnlabelledYCbCrPixels.AreIn(level))
        {
            return EncodeUnlabelled(level, larger, context);
        }

        if (_options.TransferSyntax == TransferSyntaxChoice.Auto && FitsAsStored(level))
        {
            return CreateAsStored(level, larger, context);
        }

        var stored = CreateAsStored(level, larger, context with { MakesFillers = false });
        if (!_options.EncodesAnew && FrameEncoding.IsWhatIsAskedFor(_options.TransferSyntax, stored.TransferSyntax))
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"level {level.Index}: it is {stored.TransferSyntax.Name} already and was not encoded anew"));
            return stored.Source.FrameLengths.Contains(0) ? CreateAsStored(level, larger, context) : stored;
        }

        if (_options.TransferSyntax == TransferSyntaxChoice.JpegXlRecompression && stored.TransferSyntax == DicomTransferSyntax.JPEGProcess1)
        {
            return RecompressedLevel.Create(CreateAsStored(level, larger, context), context);
        }

        return EncodedLevel.Create(
            level,
            new FramePixels(stored, larger),
            stored.Loss,
            larger is not null,
            context,
            _options.TransferSyntax == TransferSyntaxChoice.Auto
                ? $"{level.Encoding.VendorName} has no transfer syntax, and uncompressed pixels of this size few archives take; it was"
                : "as asked for with --transfer-syntax, it was decoded and");
    }

    private static LevelFrames CreateAsStored(SlideLevel level, LevelFrames? larger, LevelContext context) => level switch
    {
        { TileMaker: { } maker } => TransformedLevel.Create(level, maker, context),
        { Encoding.Compression: TileCompression.Jpeg } when level.Encoding.BitsPerSample != 8 => throw new ConversionException(
            $"level {level.Index}: JPEG of {level.Encoding.BitsPerSample} bits per sample cannot be converted"),
        { Encoding.Compression: TileCompression.Jpeg or TileCompression.Jpeg2000 or TileCompression.JpegLs } =>
            CopiedLevel.Create(level, larger, context),
        { Encoding.Compression: var compression } when compression == TileCompression.Rle || NativeFrameFormat.Reads(compression) =>
            StoredLevel.Create(level, larger, context),
        _ => throw new ConversionException(
            $"level {level.Index}: tiles compressed as {level.Encoding.VendorName} would have to be encoded anew, "
            + "which this version does not do"),
    };

    // What lossless coders of TIFF hold is stored uncompressed as far as archives take that much; the rest is as it is.
    private bool FitsAsStored(SlideLevel level) =>
        level.TileMaker is not null
        || level.Encoding.Compression == TileCompression.Uncompressed
        || !NativeFrameFormat.Reads(level.Encoding.Compression)
        || !FrameEncoding.Choose(level, isSourceLossless: true, _options).TransferSyntax.IsEncapsulated;

    private static LevelFrames Paint(SlideLevel level, ITilePainter painter, LevelContext context)
    {
        var facts = new TileStreamFacts(level.TileSize, level.Encoding.SamplesPerPixel, "RGB", IsReversible: false)
        {
            BitsPerSample = level.Encoding.BitsPerSample,
        };
        IReadOnlyList<LossyStep> loss = painter.IsStoredWithLoss
            ? [new LossyStep(LossyStep.GetMethod(level.Encoding.Compression), LevelContext.GetRatio(level, facts, painter.StoredBytes))]
            : [];
        return EncodedLevel.Create(
            level, new PaintedPixels(painter), loss, hasLarger: false, context, $"{painter.Reason}; it was composed and");
    }

    private static LevelFrames EncodeUnlabelled(SlideLevel level, LevelFrames? larger, LevelContext context)
    {
        var facts = new TileStreamFacts(level.TileSize, level.Encoding.SamplesPerPixel, "RGB", IsReversible: false);
        var bytes = Enumerable.Range(0, level.TileCount).Sum(tile => level.GetTileRange(tile).Length);
        return EncodedLevel.Create(
            level,
            new UnlabelledYCbCrPixels(level, larger, context.Options.Limits),
            [new LossyStep(LossyStep.Jpeg2000, LevelContext.GetRatio(level, facts, bytes))],
            larger is not null,
            context,
            "JPEG 2000 of Y, Cb and Cr without a transform in the codestream has no label in DICOM; it was decoded and");
    }

    private static void RequireKnownDepth(SlideLevel level)
    {
        if (level.Encoding.BitsPerSample is not (8 or 16))
        {
            throw new ConversionException(
                $"level {level.Index}: {level.Encoding.BitsPerSample} bits per sample cannot be converted: expected 8 or 16");
        }
    }

    private long MeasureStored(SlideLevel level)
    {
        long sum = 0;
        long end = 0;
        for (var tile = 0; tile < level.TileCount; tile++)
        {
            var range = level.GetTileRange(tile);
            sum += range.Length;
            end = Math.Max(end, range.End);
        }

        return sum <= end * _options.Limits.MaximumExpansion
            ? sum
            : throw new ConversionException(
                $"level {level.Index} ({level.Location}): the tiles are more than {_options.Limits.MaximumExpansion} times the "
                + $"bytes that the file has up to their end ({nameof(ConversionLimits.MaximumExpansion)})");
    }
}
