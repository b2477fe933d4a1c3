using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Conversion;
using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Deidentification.Encryption;

namespace WsiDicomizer.Cli.Originals;

/// <summary>One run of <c>reidentify</c>.</summary>
/// <param name="request">What was asked.</param>
/// <param name="environment">The world and the other rooms.</param>
internal sealed class ReidentifyRun(ReidentifyRequest request, CommandEnvironment environment)
{
    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="EncryptionFileException">The key, its passphrase or certificate is wrong; nothing was done.</exception>
    /// <exception cref="IOException">The output folder cannot be used, or the disk is full; nothing was delivered.</exception>
    public int Execute()
    {
        var cancellationToken = environment.ListenForInterruption();
        using var key = LoadKey();
        using var output = OutputFolder.Reserve(request.Output);
        var reporter = new ReidentifyReporter(request, environment.Console);
        try
        {
            var results = new InstanceReidentifier(key).Run(FindSources(reporter), request.Output, reporter.Done, cancellationToken);
            return reporter.Finish(results);
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

    private ReidentificationKey LoadKey()
    {
        var key = ReidentificationKey.Load(request.PrivateKey, request.PassphraseFile, request.Certificate);
        if (key.IsReadableByOthers)
        {
            environment.Console.Error.WriteLine(FailureText.Line(
                $"warning: others can read the private key {request.PrivateKey}; make it yours alone with 'chmod 600'"));
        }

        return key;
    }

    private IEnumerable<InstanceSource> FindSources(ReidentifyReporter reporter)
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
