using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Imaging;
using WsiDicomizer.InPlace;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary><c>convert --fallback anonymize</c>: what cannot become DICOM loses its identity in its own format.</summary>
internal sealed class AnonymizeFallback
{
    private readonly AnonymizationRules _rules;
    private readonly SlideNames _names;
    private readonly string _output;

    /// <summary>Creates it.</summary>
    /// <param name="profile">What is done to identity.</param>
    /// <param name="overview">What was asked for of pictures of the glass.</param>
    /// <param name="key">Slides get their names from it.</param>
    /// <param name="output">The output folder.</param>
    /// <exception cref="UsageException">The profile keeps identity, so there is nothing to take out.</exception>
    public AnonymizeFallback(ResolvedProfile profile, OverviewRequest overview, ProjectKey key, string output)
    {
        // What stands beside the source is not copied, whatever it is.
        _rules = ProfileRules.From(profile) with { Sidecars = SidecarRule.Remove, LabelArea = overview.Area };
        _names = new SlideNames(new Pseudonymizer(key));
        _output = output;
    }

    /// <summary>Whether a slide failed because it cannot be converted: not because it is damaged, or a disk refuses.</summary>
    /// <param name="exception">What stopped the conversion.</param>
    public static bool IsFor(Exception exception) => exception
        is ConversionException or CodecException or SlideFormatException { Problem: SlideProblem.Unsupported };

    /// <summary>Writes the copy and its report.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="reason">Why it was not converted.</param>
    /// <param name="cancellationToken">Ends it; nothing stays behind.</param>
    /// <exception cref="AnonymizationException">It can neither be converted nor be processed in its own format; says both.</exception>
    public AnonymizationPlan Write(Slide slide, Exception reason, CancellationToken cancellationToken)
    {
        try
        {
            var plan = SlideAnonymizer.CreatePlan(slide, _rules, _names.Create(slide));
            CopyDelivery.Write(plan, _output, [$"not converted: {reason.Message}"], cancellationToken);
            return plan;
        }
        catch (AnonymizationException exception)
        {
            throw new AnonymizationException($"{reason.Message}; and in its own format: {exception.Message}", exception);
        }
    }
}
