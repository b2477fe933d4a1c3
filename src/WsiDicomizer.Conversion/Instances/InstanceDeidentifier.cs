using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Deidentification.Engine;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>De-identifies DICOM instances of any SOP class: files in, files out, through the one door.</summary>
/// <remarks>
/// Output: <c>study/series/instance.dcm</c> under keyed codes, and report.json. All of it appears at the end, or none of it.
/// What comes out depends on the inputs, profile and key alone.
/// </remarks>
public sealed class InstanceDeidentifier
{
    private readonly InstanceDeidentificationOptions _options;
    private readonly DeidentificationEngine _engine;

    /// <summary>Creates the de-identifier.</summary>
    /// <param name="options">How.</param>
    public InstanceDeidentifier(InstanceDeidentificationOptions options)
    {
        _options = options;
        _engine = new DeidentificationEngine(options.Profile, options.Key);
    }

    /// <summary>De-identifies all inputs.</summary>
    /// <param name="sources">The inputs; asked for one after another while others are at work.</param>
    /// <param name="outputDirectory">An existing, empty folder.</param>
    /// <param name="onResult">
    /// Told of each input when it is done, from one thread at a time, in any order; a delivered one may still turn out to
    /// be a duplicate. May be null.
    /// </param>
    /// <param name="cancellationToken">Stops; nothing of the run stays.</param>
    /// <exception cref="ConversionException">Another run is writing there.</exception>
    /// <exception cref="IOException">The output cannot be written: the disk is full or gone. Nothing of the run stays.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public InstancesSummary Run(
        IEnumerable<InstanceSource> sources,
        string outputDirectory,
        Action<InstanceResult>? onResult,
        CancellationToken cancellationToken)
    {
        using var staging = InstanceStaging.Create(outputDirectory);
        var report = new InstancesReport(_options.Profile, _options.Key.Fingerprint);
        var processor = new InstanceProcessor(_options, _engine, staging, report);
        var results = new SortedDictionary<int, InstanceResult>();
        var gate = new Lock();
        using var inputs = sources.GetEnumerator();
        var given = 0;

        bool TryTake(out int number, out InstanceSource source)
        {
            lock (inputs)
            {
                var isGiven = inputs.MoveNext();
                source = isGiven ? inputs.Current : default;
                number = isGiven ? ++given : 0;
                return isGiven;
            }
        }

        WorkerGroup.Run(
            _options.Workers,
            token =>
            {
                while (TryTake(out var number, out var source))
                {
                    token.ThrowIfCancellationRequested();
                    var result = processor.Process(number, source, token);
                    lock (gate)
                    {
                        results.Add(number, result);
                        onResult?.Invoke(result);
                    }
                }
            },
            cancellationToken);
        return Deliver(staging, report, results, cancellationToken);
    }

    private static InstancesSummary Deliver(
        InstanceStaging staging,
        InstancesReport report,
        SortedDictionary<int, InstanceResult> results,
        CancellationToken cancellationToken)
    {
        var ambiguous = staging.Resolve((entry, path, isDuplicate) => results[entry.Number] = results[entry.Number] with
        {
            OutputPath = path,
            Status = isDuplicate ? InstanceStatus.Duplicate : InstanceStatus.Delivered,
        });
        var summary = new InstancesSummary([.. results.Values], report.Actions, ambiguous);
        if (summary.Results.Any(result => result.Status is InstanceStatus.Delivered or InstanceStatus.Dropped))
        {
            var path = staging.GetPath(InstancesReport.FileName);
            report.Save(path, summary.Results, ambiguous);
            cancellationToken.ThrowIfCancellationRequested();
            staging.Deliver(path);
        }

        return summary;
    }
}
