using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Crosswalks;
using WsiDicomizer.Cli.Originals;
using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Deidentifying;

/// <summary>One run of <c>deidentify</c>.</summary>
/// <param name="request">What was asked.</param>
/// <param name="environment">The world and the other rooms.</param>
internal sealed class DeidentifyRun(DeidentifyRequest request, CommandEnvironment environment)
{
    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ProfileException">The profile is wrong; nothing was done.</exception>
    /// <exception cref="UsageException">A label's place was given for overviews that are not covered; nothing was done.</exception>
    /// <exception cref="ProjectKeyException">The key file is wrong; nothing was done.</exception>
    /// <exception cref="EncryptionFileException">A certificate is wrong; nothing was done.</exception>
    /// <exception cref="CrosswalkException">The crosswalk cannot be where it was asked for; nothing was done.</exception>
    /// <exception cref="IOException">The output folder cannot be used, or the disk is full; nothing was delivered.</exception>
    public int Execute()
    {
        var cancellationToken = environment.ListenForInterruption();
        var profile = request.Overview.Resolve(environment.FindProfiles().Load(request.Profile));
        var key = RunKey.Get(request.KeyFile, environment);
        var originals = EncryptForOption.Load(request.EncryptFor, profile, environment.Time);
        using var crosswalk = CrosswalkOutput.Reserve(request.Crosswalk, request.CrosswalkMidi, request.Output);
        using var output = OutputFolder.Reserve(request.Output);
        var reporter = new DeidentifyReporter(request, profile, environment.Console);
        try
        {
            var options = CreateOptions(profile, key) with { Originals = originals, Crosswalk = crosswalk.Crosswalk };
            var summary = new InstanceDeidentifier(options)
                .Run(FindSources(reporter), request.Output, reporter.Done, cancellationToken);
            var exitCode = reporter.Finish(summary, key.Fingerprint);
            return WriteCrosswalk(crosswalk, summary) ? exitCode : ExitCodes.Failed;
        }
        catch (ConversionException exception)
        {
            environment.Console.Error.WriteLine(FailureText.Line(exception.Message));
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            environment.Console.Error.WriteLine("Interrupted. Nothing was delivered.");
            return ExitCodes.Interrupted;
        }
    }

    // Of what was delivered; where nothing was, there is nothing to link.
    private bool WriteCrosswalk(CrosswalkOutput crosswalk, InstancesSummary summary) =>
        !summary.Results.Any(result => result.Status == InstanceStatus.Delivered)
        || crosswalk.Deliver(
            request.Quiet ? null : request.Json ? environment.Console.Error : environment.Console.Out,
            environment.Console.Error,
            request.KeyFile is not null);

    private InstanceDeidentificationOptions CreateOptions(ResolvedProfile profile, ProjectKey key)
    {
        var options = new InstanceDeidentificationOptions { Profile = profile, Key = key, LabelArea = request.Overview.Area };
        return request.Jobs is { } jobs ? options with { Workers = jobs } : options;
    }

    private IEnumerable<InstanceSource> FindSources(DeidentifyReporter reporter)
    {
        foreach (var source in new SourceList(request.Sources, request.Output).Find())
        {
            if (source.Problem is { } problem)
            {
                reporter.Unreachable(source.Path, problem);
                continue;
            }

            yield return new InstanceSource(source.Path, source.IsExplicit);
        }
    }
}
