using WsiDicomizer.Cli.Anonymizing;
using WsiDicomizer.Cli.Crosswalks;
using WsiDicomizer.Cli.Originals;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Cli.Terminal.Rich;
using WsiDicomizer.Conversion;
using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>One run of <c>convert</c>: slide after slide, those that fail told and passed over.</summary>
/// <param name="request">What was asked.</param>
/// <param name="environment">The world and the other rooms.</param>
internal sealed class ConvertRun(ConvertRequest request, CommandEnvironment environment)
{
    private readonly ICommandConsole _console = environment.Console;
    private readonly ConvertTotals _totals = new();
    private CaseDataUse? _caseData;
    private AnonymizeFallback? _fallback;

    // A slide of many files is found by each of them, and converted once.
    private readonly HashSet<string> _filesOfSlides = new(StringComparer.Ordinal);

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ProfileException">The profile is wrong; nothing was done.</exception>
    /// <exception cref="UsageException">A label's place was given for overviews that are not covered; nothing was done.</exception>
    /// <exception cref="ProjectKeyException">The key file is wrong; nothing was done.</exception>
    /// <exception cref="CaseDataFailure">The case data is wrong; nothing was done.</exception>
    /// <exception cref="EncryptionFileException">A certificate is wrong; nothing was done.</exception>
    /// <exception cref="CrosswalkException">The crosswalk cannot be where it was asked for; nothing was done.</exception>
    /// <exception cref="IOException">The output folder cannot be used; nothing was done.</exception>
    public int Execute()
    {
        var cancellationToken = environment.ListenForInterruption();
        var profile = request.Overview.Resolve(environment.FindProfiles().Load(request.Profile));
        var key = RunKey.Get(request.KeyFile, environment);
        var caseData = LoadCaseData();
        var originals = EncryptForOption.Load(request.EncryptFor, profile, environment.Time);
        using var crosswalk = CrosswalkOutput.Reserve(request.Crosswalk, request.CrosswalkMidi, request.Output);
        _fallback = request.Fallback ? new AnonymizeFallback(profile, request.Overview, key, request.Output) : null;
        using var output = OutputFolder.Reserve(request.Output);
        var reporter = new ConvertReporter(request, profile, _console);
        var options = CreateOptions(profile, key, caseData) with { Originals = originals, Crosswalk = crosswalk.Crosswalk };
        var conversion = environment.CreateConversion(options);
        try
        {
            foreach (var source in new SourceList(request.Sources, request.Output).Find())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Convert(source, conversion, reporter, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            _console.Error.WriteLine(
                $"Interrupted. {Quantity.Of(_totals.Converted, "slide")} finished before; "
                + "of the one at work nothing was written.");
            WriteCrosswalk(crosswalk);
            return ExitCodes.Interrupted;
        }

        var exitCode = Finish(reporter, key);
        return WriteCrosswalk(crosswalk) ? exitCode : ExitCodes.Failed;
    }

    // Of what was delivered; where nothing was, there is nothing to link.
    private bool WriteCrosswalk(CrosswalkOutput crosswalk) =>
        _totals.Converted == 0
        || crosswalk.Deliver(
            request.Quiet ? null : request.Json ? _console.Error : _console.Out, _console.Error, request.KeyFile is not null);

    private int Finish(ConvertReporter reporter, ProjectKey key)
    {
        if (_totals is { Converted: 0, Anonymized: 0, Failed: 0 })
        {
            _console.Error.WriteLine(FailureText.Line(
                $"no slide among {Quantity.Of(_totals.NotSlides, "file")}; name slides, or folders with slides in them "
                + "(-v lists what was passed over)"));
            return ExitCodes.Failed;
        }

        reporter.Finished(_totals, key.Fingerprint);
        if (_caseData is not null)
        {
            reporter.CaseDataUsed(_caseData);
        }

        return _totals.Failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    private void Convert(
        Source source, ISlideConversion conversion, ConvertReporter reporter, CancellationToken cancellationToken)
    {
        var number = _totals.NextNumber;
        if (source.Problem is { } problem)
        {
            reporter.Unreachable(number, source.Path, problem);
            _totals.AddFailure();
            return;
        }

        if (_filesOfSlides.Contains(Path.GetFullPath(source.Path)))
        {
            return;
        }

        try
        {
            using var slide = SlideSource.Open(source, environment);
            _filesOfSlides.UnionWith(slide.Files);
            _caseData?.Claim(slide);
            Convert(slide, source.Path, number, conversion, reporter, cancellationToken);
        }
        catch (SlideFormatException exception) when (
            exception.Problem == SlideProblem.NotThisFormat && !source.IsExplicit)
        {
            reporter.NotASlide(source.Path);
            _totals.AddNotSlide();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The top loop: whatever is wrong with one slide, the others go on. Its other files would say the same again.
            _filesOfSlides.UnionWith((exception as SlideFormatException)?.SlideFiles ?? []);
            reporter.Failed(number, source.Path, exception);
            _totals.AddFailure();
        }
    }

    private void Convert(
        Slide slide,
        string path,
        int number,
        ISlideConversion conversion,
        ConvertReporter reporter,
        CancellationToken cancellationToken)
    {
        try
        {
            var result = ProgressBar.Run(
                _console,
                !request.Quiet,
                $"slide {number}",
                progress => conversion.Convert(slide, request.Output, progress, cancellationToken));
            _totals.Add(result);
            reporter.Converted(number, path, result);
        }
        catch (Exception reason) when (_fallback is not null && AnonymizeFallback.IsFor(reason))
        {
            var plan = _fallback.Write(slide, reason, cancellationToken);
            _totals.AddAnonymized();
            reporter.Anonymized(number, plan, reason);
        }
    }

    private CaseDataFile? LoadCaseData()
    {
        if (request.CaseMetadata is not { } path)
        {
            return null;
        }

        try
        {
            var file = CaseDataFile.Load(path);
            _caseData = new CaseDataUse(file);
            return file;
        }
        catch (CaseDataException exception)
        {
            throw new CaseDataFailure(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the case data cannot be read: {exception.Message}");
        }
    }

    private ConversionOptions CreateOptions(ResolvedProfile profile, ProjectKey key, CaseDataFile? caseData)
    {
        var options = request.Encoding.Apply(new ConversionOptions
        {
            Profile = profile,
            Key = key,
            SpacingOverride = request.Spacing,
            CaseData = caseData,
            MaximumInstanceBytes = request.MaximumInstanceBytes,
            DualTiff = request.DualTiff,
            LabelArea = request.Overview.Area,
        });
        return request.Jobs is { } jobs ? options with { Workers = jobs } : options;
    }
}
