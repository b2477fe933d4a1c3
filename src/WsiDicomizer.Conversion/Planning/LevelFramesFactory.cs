using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Chooses how the tiles of a level become frames: copied where a label of DICOM is true for them, else encoded anew.</summary>
internal sealed class LevelFramesFactory
{
    // Stand-ins are made from pixels that were lossy already; at this quality nobody sees the second loss.
    private const int StandInQuality = 95;
    private const int EncodingQuality = 90;

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
        if (level.TileMaker is { } maker)
        {
            return Transform(level, maker, cancellationToken);
        }

        if (level.TilePainter is { } painter)
        {
            return Paint(level, painter, cancellationToken);
        }

        // Nothing was scanned there, so there is nothing to take from the larger level either.
        var source = level.HasBackgroundForMissingTiles ? null : larger;
        var stored = MeasureStored(level);
        if (stored == 0)
        {
            if (larger is null)
            {
                throw new ConversionException($"level {level.Index} ({level.Location}): no tile is stored");
            }

            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"level {level.Index} left out: the slide stores no tile of it"));
            return null;
        }

        if (level.Encoding.BitsPerSample != 8)
        {
            throw new ConversionException($"level {level.Index}: {level.Encoding.BitsPerSample} bits per sample cannot be converted yet");
        }

        return level.Encoding.Compression switch
        {
            TileCompression.Jpeg => Copy(level, new JpegTileFormat(level, JpegLimits.Default), source, isThorough, cancellationToken),
            TileCompression.Jpeg2000 when HoldsUnlabelledYCbCr(level) => Encode(level, source, cancellationToken),
            TileCompression.Jpeg2000 => Copy(level, new Jpeg2000TileFormat(level), source, isThorough, cancellationToken),
            TileCompression.JpegLs => Copy(level, new JpegLsTileFormat(level), source, isThorough, cancellationToken),
            TileCompression.Rle => CopyStored(
                level, new RleFrameFormat(level), DicomTransferSyntax.RLELossless, FrameCodec.ForRle, source, cancellationToken),
            TileCompression.Uncompressed => CopyStored(
                level, new NativeFrameFormat(level), DicomTransferSyntax.ExplicitVRLittleEndian, FrameCodec.ForNative, source, cancellationToken),
            _ => throw new ConversionException(
                $"level {level.Index}: tiles compressed as {level.Encoding.VendorName} would have to be encoded anew, "
                + "which this version does not do"),
        };
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

    private LevelFrames Copy(
        SlideLevel level, ITileStreamFormat format, LevelFrames? larger, bool isThorough, CancellationToken cancellationToken)
    {
        var index = TileFrameIndex.Build(level, format, _options.Limits, isThorough, _options.Workers, cancellationToken);

        // The first in the order of tiles, not of threads: stand-ins are encoded like it, the same in every run.
        var header = index.GetHeader(Enumerable.Range(0, index.Count).First(tile => !index.IsMissing(tile)));
        var facts = header.Facts;
        if (index.Headers.Any(other => other.Facts != facts))
        {
            throw new ConversionException(
                $"level {level.Index} ({level.Location}): the tiles differ in colour or coding, so no one label is true for all");
        }

        var missing = Enumerable.Range(0, index.Count).Where(index.IsMissing).ToList();
        FrameCodec CreateCodec() => level.Encoding.Compression switch
        {
            TileCompression.Jpeg => CreateJpegCodec(header),
            TileCompression.JpegLs => FrameCodec.ForJpegLs(facts),
            _ => CreateJpeg2000Codec(header),
        };
        var fillers = MissingTileFiller.CreateAll(level, missing, CreateCodec, larger, _options.Limits, cancellationToken);
        NoteMissing(level, fillers.Count, larger is not null);
        var frames = new TileFrames(level, format, index, fillers);
        return new LevelFrames
        {
            Level = level,
            TransferSyntax = GetTransferSyntax(level.Encoding.Compression, facts.IsReversible),
            Facts = facts,
            Loss = facts.IsReversible
                ? []
                : [new LossyStep(GetMethod(level.Encoding.Compression), GetRatio(level, facts, frames.FrameLengths.Sum()))],
            CreateCodec = CreateCodec,
            Source = frames,
        };
    }

    private LevelFrames Transform(SlideLevel level, ITileMaker maker, CancellationToken cancellationToken)
    {
        var frames = SpooledFrames.Make(level, maker, _createSpool(), _options.Workers, cancellationToken);

        // The maker gives every tile the same header.
        var fault = new JpegTileFormat(level, JpegLimits.Default).ReadHeader(frames.ReadFrame(0), isWhole: true, out var header);
        if (header is null)
        {
            throw new ConversionException($"level {level.Index} ({level.Location}): {fault}");
        }

        return new LevelFrames
        {
            Level = level,
            TransferSyntax = DicomTransferSyntax.JPEGProcess1,
            Facts = header.Facts,
            Loss = [new LossyStep(LossyStep.Jpeg, GetRatio(level, header.Facts, frames.FrameLengths.Sum()))],
            CreateCodec = () => CreateJpegCodec(header),
            Source = frames,
        };
    }

    private LevelFrames Paint(SlideLevel level, ITilePainter painter, CancellationToken cancellationToken)
    {
        if (level.Encoding.BitsPerSample != 8)
        {
            throw new ConversionException($"level {level.Index}: {level.Encoding.BitsPerSample} bits per sample cannot be converted yet");
        }

        var samples = level.Encoding.SamplesPerPixel;
        _notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"level {level.Index}: {painter.Reason}; it was composed and encoded as JPEG of quality {EncodingQuality}, 4:4:4"));
        var facts = new TileStreamFacts(
            level.TileSize,
            samples,
            JpegTileFormat.GetPhotometricInterpretation(samples == 1 ? TileColor.Grey : TileColor.YCbCr),
            IsReversible: false);
        FrameCodec CreateCodec() => FrameCodec.ForJpeg(
            samples, new JpegEncodeOptions { Quality = EncodingQuality, Color = samples == 1 ? JpegColor.Grey : JpegColor.YCbCr });
        using var codec = CreateCodec();
        var frames = SpooledFrames.Paint(level, painter, codec, _createSpool(), _options.Workers, cancellationToken);
        var loss = new List<LossyStep>();
        if (painter.IsStoredWithLoss)
        {
            loss.Add(new LossyStep(GetMethod(level.Encoding.Compression), GetRatio(level, facts, painter.StoredBytes)));
        }

        loss.Add(new LossyStep(LossyStep.Jpeg, GetRatio(level, facts, frames.FrameLengths.Sum())));
        return new LevelFrames
        {
            Level = level,
            TransferSyntax = DicomTransferSyntax.JPEGProcess1,
            Facts = facts,
            Loss = loss,
            CreateCodec = CreateCodec,
            Source = frames,
        };
    }

    private LevelFrames CopyStored(
        SlideLevel level,
        IStoredFrameFormat format,
        DicomTransferSyntax transferSyntax,
        Func<TileStreamFacts, FrameCodec> createCodec,
        LevelFrames? larger,
        CancellationToken cancellationToken)
    {
        FrameCodec CreateCodec() => createCodec(format.Facts);
        var missing = Enumerable.Range(0, level.TileCount).Where(tile => level.GetTileRange(tile).Length == 0).ToList();
        var fillers = MissingTileFiller.CreateAll(level, missing, CreateCodec, larger, _options.Limits, cancellationToken);
        NoteMissing(level, fillers.Count, larger is not null);
        return new LevelFrames
        {
            Level = level,
            TransferSyntax = transferSyntax,
            Facts = format.Facts,
            Loss = [],
            CreateCodec = CreateCodec,
            Source = StoredFrames.Create(level, format, fillers, _options.Limits, _options.Workers, cancellationToken),
        };
    }

    private static DicomTransferSyntax GetTransferSyntax(TileCompression compression, bool isReversible) => compression switch
    {
        TileCompression.Jpeg => DicomTransferSyntax.JPEGProcess1,
        TileCompression.JpegLs => isReversible ? DicomTransferSyntax.JPEGLSLossless : DicomTransferSyntax.JPEGLSNearLossless,
        _ => isReversible ? DicomTransferSyntax.JPEG2000Lossless : DicomTransferSyntax.JPEG2000Lossy,
    };

    private static string GetMethod(TileCompression compression) => compression switch
    {
        TileCompression.Jpeg => LossyStep.Jpeg,
        TileCompression.JpegLs => LossyStep.JpegLs,
        _ => LossyStep.Jpeg2000,
    };

    private LevelFrames Encode(SlideLevel level, LevelFrames? larger, CancellationToken cancellationToken)
    {
        _notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"level {level.Index}: JPEG 2000 of Y, Cb and Cr without a transform in the codestream has no label in DICOM; "
            + $"it was decoded and encoded as JPEG of quality {EncodingQuality}, 4:4:4"));
        var facts = new TileStreamFacts(
            level.TileSize, 3, JpegTileFormat.GetPhotometricInterpretation(TileColor.YCbCr), IsReversible: false);
        var options = new JpegEncodeOptions { Quality = EncodingQuality };
        FrameCodec CreateCodec() => FrameCodec.ForJpeg(facts.SamplesPerPixel, options);
        using var codec = CreateCodec();
        using var decoder = new Jpeg2000Codec(Jpeg2000Limits.Default);
        using var renderer = new MissingTileRenderer(level, facts.SamplesPerPixel, larger);
        var frames = SpooledFrames.Encode(
            level,
            tile => codec.Encode(DecodeYCbCr(level, decoder, tile), level.TileSize),
            tile => codec.Encode(renderer.Render(tile), level.TileSize),
            _createSpool(),
            _options.Limits,
            _options.Workers,
            cancellationToken);
        NoteMissing(level, frames.FilledFrames.Count, larger is not null);
        var sourceBytes = Enumerable.Range(0, level.TileCount).Sum(tile => level.GetTileRange(tile).Length);
        return new LevelFrames
        {
            Level = level,
            TransferSyntax = DicomTransferSyntax.JPEGProcess1,
            Facts = facts,
            Loss =
            [
                new LossyStep(LossyStep.Jpeg2000, GetRatio(level, facts, sourceBytes)),
                new LossyStep(LossyStep.Jpeg, GetRatio(level, facts, frames.FrameLengths.Sum())),
            ],
            CreateCodec = CreateCodec,
            Source = frames,
        };
    }

    private static byte[] DecodeYCbCr(SlideLevel level, Jpeg2000Codec decoder, byte[] tile)
    {
        try
        {
            var image = decoder.Decode(tile);
            if (image.Size != level.TileSize || image.SamplesPerPixel != 3)
            {
                throw new ConversionException($"level {level.Index}: a codestream is {image.Size}, expected {level.TileSize}");
            }

            if (!image.ColorTransformUndone)
            {
                YCbCrConversion.ToRgb(image.Samples);
            }

            return image.Samples;
        }
        catch (CodecException exception)
        {
            throw new ConversionException($"level {level.Index}: a tile does not decode: {exception.Message}", exception);
        }
    }

    private static bool HoldsUnlabelledYCbCr(SlideLevel level)
    {
        if (level.Encoding is not { Color: TileColor.YCbCr, SamplesPerPixel: 3 })
        {
            return false;
        }

        var first = Enumerable.Range(0, level.TileCount).Select(level.GetTileRange).FirstOrDefault(range => range.Length > 0);
        var head = new byte[Math.Min(first.Length, Jpeg2000Limits.Default.MaxHeaderBytes)];
        level.ReadBytes(first.Offset, head);
        return Jpeg2000Header.TryRead(head, Jpeg2000Limits.Default, out var header) && !header.MultipleComponentTransform;
    }

    private void NoteMissing(SlideLevel level, int count, bool hasLarger)
    {
        if (count > 0)
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"level {level.Index}: {count} tile(s) that the slide does not store were made {(hasLarger ? "from the larger level" : "white")}"));
        }
    }

    private static double GetRatio(SlideLevel level, TileStreamFacts facts, long bytes) =>
        (double)level.TileSize.Area * level.TileCount * facts.SamplesPerPixel / Math.Max(1, bytes);

    private static FrameCodec CreateJpegCodec(TileHeader header)
    {
        var info = JpegHeader.Read(header.FrameBytes.Span, JpegLimits.Default);
        return FrameCodec.ForJpeg(header.Facts.SamplesPerPixel, new JpegEncodeOptions
        {
            Quality = StandInQuality,
            Color = info.ImpliedColor ?? JpegColor.YCbCr,
            Subsampling = info.Subsampling == JpegSubsampling.Other ? JpegSubsampling.None : info.Subsampling,
        });
    }

    private static FrameCodec CreateJpeg2000Codec(TileHeader header)
    {
        var hasTransform = header.Facts.PhotometricInterpretation is "YBR_ICT" or "YBR_RCT";
        return FrameCodec.ForJpeg2000(header.Facts.SamplesPerPixel, header.Facts.IsReversible
            ? new Jpeg2000EncodeOptions
            {
                Wavelet = Jpeg2000Wavelet.Reversible53,
                CompressionRatio = null,
                MultipleComponentTransform = hasTransform,
            }
            : new Jpeg2000EncodeOptions { MultipleComponentTransform = hasTransform });
    }
}
