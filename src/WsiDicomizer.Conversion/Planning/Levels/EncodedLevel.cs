using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>Levels whose pixels are encoded anew: drawn ones, those without a label in DICOM, and those asked for so.</summary>
internal static class EncodedLevel
{
    /// <summary>Encodes the tiles, or prepares that they are decoded while they are written.</summary>
    /// <param name="level">The level.</param>
    /// <param name="pixels">Of its tiles; this takes care that it is disposed.</param>
    /// <param name="loss">What the pixels have lost so far.</param>
    /// <param name="hasLarger">Whether tiles that are not stored come from the larger level.</param>
    /// <param name="context">Of the level.</param>
    /// <param name="reason">Why, for people: a sentence without its level; it goes on with what is done.</param>
    /// <exception cref="ConversionException">A tile does not decode, or the coding does not fit.</exception>
    public static LevelFrames Create(
        SlideLevel level, ITilePixels pixels, IReadOnlyList<LossyStep> loss, bool hasLarger, LevelContext context, string reason)
    {
        var encoding = FrameEncoding.Choose(level, isSourceLossless: loss.Count == 0, context.Options);
        context.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"level {level.Index}: {reason} {encoding.Words}"));
        var missing = FindMissing(level);
        var source = context.Damage is { } damage ? new GuardedPixels(pixels, level, damage) : pixels;
        StandIns.Note(level, missing.Length, hasLarger, context);
        return new LevelFrames
        {
            Level = level,
            TransferSyntax = encoding.TransferSyntax,
            Facts = encoding.Facts,
            Loss = loss,
            CreateCodec = encoding.CreateCodec,
            Source = encoding.TransferSyntax.IsEncapsulated
                ? Encode(new TileEncodingWork(level, source, encoding) { FilledFrames = missing, Damage = context.Damage }, context)
                : new PixelFrames(level, source, encoding.Facts) { FilledFrames = missing, Damage = context.Damage },
        }.WithLoss(encoding.LossMethod);
    }

    private static SpooledFrames Encode(TileEncodingWork work, LevelContext context)
    {
        using (work.Pixels)
        {
            return SpooledFrames.Encode(work, context.CreateSpool(), context.Options.Workers, context.CancellationToken);
        }
    }

    private static int[] FindMissing(SlideLevel level) => level.TileMaker is not null || level.TilePainter is not null
        ? []
        : [.. Enumerable.Range(0, level.TileCount).Where(tile => level.GetTileRange(tile).Length == 0)];

    private static LevelFrames WithLoss(this LevelFrames frames, string? method) => method is null
        ? frames
        : frames with
        {
            Loss =
            [
                .. frames.Loss,
                new LossyStep(method, LevelContext.GetRatio(frames.Level, frames.Facts, frames.Source.FrameLengths.Sum())),
            ],
        };
}
