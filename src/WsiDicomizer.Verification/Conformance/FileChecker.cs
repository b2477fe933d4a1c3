using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;
using WsiDicomizer.Verification.Conformance.Rules;

namespace WsiDicomizer.Verification.Conformance;

/// <summary>Checks one file after the other.</summary>
/// <param name="collector">Takes what is found.</param>
/// <param name="limits">What is read at most.</param>
/// <param name="cancellationToken">Ends the check.</param>
internal sealed class FileChecker(FindingCollector collector, ConformanceLimits limits, CancellationToken cancellationToken)
{
    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What findings call it.</param>
    /// <returns>What rules over the folder need to know; null for other classes and for what cannot be read.</returns>
    public InstanceSummary? Check(string path, string name)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var report = new RuleReport(collector, name, FileRules.Unreadable);
        try
        {
            using var handle = File.OpenHandle(path);
            var bytes = new ByteWindow(handle);
            var layout = Part10Walker.Walk(bytes, limits);
            foreach (var fault in layout.Faults)
            {
                report.For(FileRules.RuleOf(fault.Kind)).Add(fault.Place, fault.Detail);
            }

            using var dicom = DicomFile.Open(path, limits.Reader);
            var instance = new Instance(name, dicom, layout, limits);
            Check(instance, bytes);
            return instance.IsWholeSlideImage ? new InstanceSummary(instance) : null;
        }
        catch (DicomException exception)
        {
            // Its messages hold tags, offsets and what was expected, never values.
            report.Add("file", exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Not supported: pipes and devices, which have no places to read at.
            report.Add("file", "the file cannot be opened or read to its end");
        }

        return null;
    }

    private void Check(Instance instance, ByteWindow bytes)
    {
        var isWholeSlide = instance.IsWholeSlideImage;
        if (!isWholeSlide)
        {
            new RuleReport(collector, instance.File, FileRules.OtherClass).Add("SOPClassUID");
        }

        foreach (var check in ConformanceRules.Groups.SelectMany(group => group.Instances)
            .Where(check => isWholeSlide || check.ForAnyClass))
        {
            cancellationToken.ThrowIfCancellationRequested();
            check.Run(instance, new RuleReport(collector, instance.File, check.Rule));
        }

        if (isWholeSlide)
        {
            CheckFrames(instance, bytes);
        }
    }

    private void CheckFrames(Instance instance, ByteWindow bytes)
    {
        var checks = ConformanceRules.Groups.SelectMany(group => group.Frames)
            .Select(check => (check.Run, Report: new RuleReport(collector, instance.File, check.Rule))).ToList();
        foreach (var frame in new FrameReader(bytes, instance).ReadAll())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (run, report) in checks)
            {
                run(instance, frame, report);
            }
        }
    }
}
