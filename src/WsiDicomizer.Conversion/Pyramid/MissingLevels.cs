using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Conversion.Planning.Levels;

namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>Adds the levels that a pyramid lacks.</summary>
internal static class MissingLevels
{
    /// <summary>Computes them.</summary>
    /// <param name="levels">The levels that there are, largest first.</param>
    /// <param name="context">Of the largest.</param>
    /// <returns>All levels, largest first.</returns>
    /// <exception cref="ConversionException">A tile of the largest level does not decode.</exception>
    public static IReadOnlyList<LevelFrames> AddTo(IReadOnlyList<LevelFrames> levels, LevelContext context)
    {
        var largest = levels[0];
        var halvings = MissingLevelPlan.GetHalvings(largest.Level);
        var sizes = levels.Select(level => level.Level.Size).ToList();
        var missing = halvings.Where(level => MissingLevelPlan.IsMissing(level, sizes[0], sizes)).ToList();
        if (missing.Count == 0)
        {
            context.Notes.Add("--missing-levels: the slide lacks none");
            return levels;
        }

        if ((largest.Facts.Size.Width & 1) != 0 || (largest.Facts.Size.Height & 1) != 0)
        {
            context.Notes.Add(
                $"--missing-levels: none was added, since tiles of {largest.Facts.Size} cannot be halved");
            return levels;
        }

        // Nothing is needed below the last that is missing.
        var computed = Compute(largest, [.. halvings.Take(missing[^1].Halvings)], missing, context);
        context.Notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"--missing-levels: {missing.Count} level(s) were computed from level 0, each pixel the mean of 2 × 2, and "
            + $"{Choose(largest, missing[0], context).Words}: {string.Join(", ", missing.Select(level => level.Size))}"));
        return [.. levels.Concat(computed).OrderByDescending(level => level.Level.Size.Area)];
    }

    private static List<LevelFrames> Compute(
        LevelFrames largest, List<ComputedLevel> halvings, List<ComputedLevel> missing, LevelContext context)
    {
        var encodings = missing.ToDictionary(level => level, level => Choose(largest, level, context));
        var codec = encodings[missing[0]].CreateCodec();
        using (codec)
        {
            var frames = missing.ToDictionary(
                level => level, level => SpooledFrames.Begin(context.CreateSpool(), level.TileCount, FrameHandling.Computed));
            var steps = halvings
                .Select(level => frames.TryGetValue(level, out var kept)
                    ? new PyramidStep(level, kept, codec)
                    : new PyramidStep(level, frames: null, codec: null))
                .ToList();
            new PyramidBuilder(largest, steps).Run(context.Options.Workers, context.CancellationToken);
            return [.. missing.Select(level => Describe(largest, level, encodings[level], frames[level]))];
        }
    }

    // Without loss where the largest level is: then in its own coding. Else as everything that is encoded anew.
    private static FrameEncoding Choose(LevelFrames largest, ComputedLevel level, LevelContext context) =>
        context.Options.TransferSyntax == TransferSyntaxChoice.Auto && largest.Facts.IsReversible
            ? FrameEncoding.Like(largest)
            : FrameEncoding.Choose(level, isSourceLossless: false, context.Options);

    private static LevelFrames Describe(
        LevelFrames largest, ComputedLevel level, FrameEncoding encoding, SpooledFrames frames) => new()
        {
            Level = level,
            TransferSyntax = encoding.TransferSyntax,
            Facts = encoding.Facts,
            Loss = encoding.LossMethod is { } method
                ? [.. largest.Loss, new LossyStep(method, LevelContext.GetRatio(level, encoding.Facts, frames.FrameLengths.Sum()))]
                : largest.Loss,
            CreateCodec = encoding.CreateCodec,
            Source = frames,
        };
}
