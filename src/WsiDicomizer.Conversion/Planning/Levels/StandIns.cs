using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>Frames that stand in for tiles that a slide does not store: made by a codec that makes frames like the level's own.</summary>
internal static class StandIns
{
    // Stand-ins are made from pixels that were lossy already; at this quality nobody sees the second loss.
    private const int Quality = 95;

    /// <summary>The frames for all missing tiles of a level that is copied, by tile index.</summary>
    /// <param name="level">The level.</param>
    /// <param name="missing">The tiles that are not stored, in order.</param>
    /// <param name="createCodec">Encodes like the level's own tiles.</param>
    /// <param name="larger">The next larger level; null where there is nothing to take from it.</param>
    /// <param name="context">Of the level.</param>
    /// <exception cref="ConversionException">They need more memory than is allowed, or the larger level does not decode.</exception>
    public static IReadOnlyDictionary<int, ReadOnlyMemory<byte>> Make(
        SlideLevel level, IReadOnlyList<int> missing, Func<FrameCodec> createCodec, LevelFrames? larger, LevelContext context)
    {
        if (!context.MakesFillers)
        {
            return new Dictionary<int, ReadOnlyMemory<byte>>();
        }

        var fillers = MissingTileFiller.CreateAll(
            level, missing, createCodec, larger, context.Options.Limits, context.CancellationToken);
        Note(level, fillers.Count, larger is not null, context);
        return fillers;
    }

    /// <summary>Adds background for tiles that are damaged.</summary>
    /// <param name="frames">Of a level, without frames for these tiles.</param>
    /// <param name="level">The level.</param>
    /// <param name="codec">Encodes like the level's own tiles.</param>
    /// <param name="damaged">The tiles, 0-based.</param>
    public static void AddBackground(SpooledFrames frames, SlideLevel level, FrameCodec codec, IReadOnlyCollection<int> damaged)
    {
        if (damaged.Count == 0)
        {
            return;
        }

        using var renderer = new MissingTileRenderer(level, codec.SamplesPerPixel, larger: null);
        var background = codec.Encode(renderer.Render(0), level.TileSize);
        foreach (var tile in damaged)
        {
            frames.Add(tile, background);
        }
    }

    /// <summary>Tells a person of tiles that were made.</summary>
    /// <param name="level">The level.</param>
    /// <param name="count">How many; 0 tells nothing.</param>
    /// <param name="hasLarger">Whether they were taken from the larger level.</param>
    /// <param name="context">Of the level.</param>
    public static void Note(SlideLevel level, int count, bool hasLarger, LevelContext context)
    {
        if (count > 0)
        {
            var origin = hasLarger ? "from the larger level" : Describe(level.BackgroundShade);
            context.Notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"level {level.Index}: {count} tile(s) that the slide does not store were made {origin}"));
        }
    }

    /// <summary>A codec for JPEG frames like those of a header.</summary>
    /// <param name="header">Of one of the level's tiles.</param>
    public static FrameCodec CreateJpegCodec(TileHeader header)
    {
        var info = JpegHeader.Read(header.FrameBytes.Span, JpegLimits.Default);
        return FrameCodec.ForJpeg(header.Facts.SamplesPerPixel, new JpegEncodeOptions
        {
            Quality = Quality,
            Color = info.ImpliedColor ?? JpegColor.YCbCr,
            Subsampling = info.Subsampling == JpegSubsampling.Other ? JpegSubsampling.None : info.Subsampling,
        });
    }

    /// <summary>A codec for JPEG 2000 frames like those of a header.</summary>
    /// <param name="header">Of one of the level's tiles.</param>
    public static FrameCodec CreateJpeg2000Codec(TileHeader header)
    {
        var hasTransform = header.Facts.PhotometricInterpretation is "YBR_ICT" or "YBR_RCT";
        return FrameCodec.ForJpeg2000(header.Facts.SamplesPerPixel, header.Facts.IsReversible
            ? new Jpeg2000EncodeOptions
            {
                Wavelet = Jpeg2000Wavelet.Reversible53,
                CompressionRatio = null,
                MultipleComponentTransform = hasTransform,
                BitsPerSample = header.Facts.BitsPerSample,
            }
            : new Jpeg2000EncodeOptions
            {
                MultipleComponentTransform = hasTransform,
                BitsPerSample = header.Facts.BitsPerSample,
            });
    }

    private static string Describe(byte shade) => shade switch
    {
        byte.MaxValue => "white",
        byte.MinValue => "black",
        _ => FormattableString.Invariant($"grey {shade}, the scanner's white"),
    };
}
