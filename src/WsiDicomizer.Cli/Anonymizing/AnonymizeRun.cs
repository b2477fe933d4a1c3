using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.InPlace;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>One run of <c>anonymize</c>: slide after slide, those that fail told and passed over.</summary>
/// <param name="request">What was asked.</param>
/// <param name="environment">The world and the other rooms.</param>
internal sealed class AnonymizeRun(AnonymizeRequest request, CommandEnvironment environment)
{
    private readonly ICommandConsole _console = environment.Console;
    private readonly AnonymizeReporter _reporter = new(request, environment.Console);
    private readonly AnonymizeTotals _totals = new();
    private readonly Interrupted _interrupted = new();

    // A slide of many files is found by each of them, and done once.
    private readonly HashSet<string> _filesOfSlides = new(StringComparer.Ordinal);

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ProfileException">The profile is wrong; nothing was done.</exception>
    /// <exception cref="ProjectKeyException">The key file is wrong; nothing was done.</exception>
    /// <exception cref="IOException">The output folder cannot be used; nothing was done.</exception>
    public int Execute()
    {
        var cancellationToken = environment.ListenForInterruption();
        var rules = CreateRules();
        var names = new SlideNames(new Pseudonymizer(RunKey.Get(request.KeyFile, environment)));
        using var output = request.Output is null ? null : OutputFolder.Reserve(request.Output);
        try
        {
            foreach (var source in new SourceList(request.Sources, request.Output).Find())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Anonymize(source, rules, names, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            _console.Error.WriteLine(
                $"Interrupted. {Quantity.Of(_totals.Done, "slide")} finished before; the others are as they were.");
            return ExitCodes.Interrupted;
        }

        return _reporter.Finish(_totals, rules.Level);
    }

    private AnonymizationRules CreateRules()
    {
        var rules = request.Profile is { } profile
            ? ProfileRules.From(ResolvedProfile.Resolve(environment.FindProfiles().Load(profile)))
            : new AnonymizationRules { Level = AnonymizationLevel.IV };
        return rules with
        {
            Level = request.Level ?? rules.Level,
            Overview = request.Overview.Overview is { } overview ? ProfileRules.ToRule(overview) : rules.Overview,
            LabelArea = request.Overview.Area,
            DrawLabelText = request.LabelText,
            KeepName = request.KeepName,
            KeptKeys = request.KeepKeys.ToHashSet(StringComparer.Ordinal),
            Sidecars = request.Sidecars,
        };
    }

    private void Anonymize(Source source, AnonymizationRules rules, SlideNames names, CancellationToken cancellationToken)
    {
        var number = _totals.NextNumber;
        if (source.Problem is { } problem)
        {
            _reporter.Unreachable(number, source.Path, problem);
            _totals.AddFailure();
            return;
        }

        // What an earlier run left beside a slide is settled with the slide, or with whatever else is in the folder.
        var path = Path.GetFullPath(source.Path);
        if (_filesOfSlides.Contains(path) || InPlaceWriter.IsJournal(path))
        {
            return;
        }

        try
        {
            if (_interrupted.Settle(path, request.Output is null) is { } settled)
            {
                source = source with { Path = settled };
            }
            else if (_interrupted.IsRenamedPart(path))
            {
                return;
            }

            AnonymizationPlan plan;
            using (var slide = SlideSource.Open(source, environment))
            {
                _filesOfSlides.UnionWith(slide.Files);
                plan = SlideAnonymizer.CreatePlan(slide, rules, names.Create(slide));
            }

            Write(plan, cancellationToken);
            _filesOfSlides.UnionWith(plan.GetNewPaths());
            _totals.AddDone();
            _reporter.Done(number, source.Path, plan);
        }
        catch (SlideFormatException exception) when (
            exception.Problem == SlideProblem.NotThisFormat && !source.IsExplicit)
        {
            _reporter.NotASlide(source.Path);
            _totals.AddNotSlide();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The top loop: whatever is wrong with one slide, the others go on.
            _filesOfSlides.UnionWith((exception as SlideFormatException)?.SlideFiles ?? []);
            _reporter.Failed(number, source.Path, exception);
            _totals.AddFailure();
        }
    }

    private void Write(AnonymizationPlan plan, CancellationToken cancellationToken)
    {
        if (request.Output is { } output)
        {
            CopyDelivery.Write(plan, output, [], cancellationToken);
        }
        else
        {
            InPlaceWriter.Write(plan);
        }
    }
}
