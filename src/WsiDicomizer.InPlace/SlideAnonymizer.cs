using WsiDicomizer.InPlace.Checking;
using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace;

/// <summary>Makes the plan for a slide that stays in its own format and loses its identity.</summary>
public static class SlideAnonymizer
{
    /// <summary>The formats that can be done, as slides say them.</summary>
    public static IReadOnlyList<string> FormatNames { get; } = [.. FormatAnonymizers.All.SelectMany(format => format.FormatNames)];

    /// <summary>Plans what becomes of a slide. Nothing is written.</summary>
    /// <param name="slide">The slide; it stays the caller's, and is not needed for what follows.</param>
    /// <param name="rules">What is to become of it.</param>
    /// <param name="newName">
    /// A name of <see cref="SlideName.Create"/>. A slide that has such a name keeps it, as it does where the rules say so.
    /// </param>
    /// <param name="limits">What the plan may ask for; null for the usual.</param>
    /// <exception cref="AnonymizationException">The slide cannot be done, or the rules refuse it; says what would settle it.</exception>
    /// <exception cref="SlideFormatException">A file is damaged.</exception>
    public static AnonymizationPlan CreatePlan(
        Slide slide, AnonymizationRules rules, string newName, AnonymizationLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(slide);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(newName);
        var format = FormatAnonymizers.Find(slide.FormatName);
        var oldName = NameChange.GetStem(Path.GetFileName(slide.Files[0]));
        var keepsName = rules.KeepName || SlideName.IsOurs(oldName);
        IReadOnlyList<FileState> states = [.. slide.Files.Select(FileState.Take)];
        using var context = new PlanContext(
            slide, rules with { KeepName = keepsName }, keepsName ? oldName : newName, limits ?? AnonymizationLimits.Default);
        format.Plan(context);
        Sidecars.Plan(context);
        PlaceGuard.Check(context);
        PixelGuard.Check(context);
        return new AnonymizationPlan(
            context,
            [.. context.ToFiles().Select((file, index) => file.IsRemoved ? file : PatchTrim.WithoutIdle(file, context.Open(index)))],
            SlideShape.Take(slide),
            states);
    }
}
