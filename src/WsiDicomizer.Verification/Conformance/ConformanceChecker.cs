using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;
using WsiDicomizer.Verification.Conformance.Rules;

namespace WsiDicomizer.Verification.Conformance;

/// <summary>Holds VL Whole Slide Microscopy instances to the standard and to what readers are known to need.</summary>
/// <remarks>
/// Pixels are not decoded; of frames only headers and ends are read, so that memory does not grow with them (about 12
/// bytes a fragment). Thread-safe. Damaged files give findings and no exceptions.
/// </remarks>
public static class ConformanceChecker
{
    /// <summary>Checks a file, or all DICOM files of a folder and its subfolders.</summary>
    /// <param name="path">A file or a folder. In a folder, files that are no DICOM by name and prefix are passed over.</param>
    /// <param name="limits">What is read and reported at most; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was found: file by file, then what concerns the folder; empty where nothing was.</returns>
    /// <exception cref="OperationCanceledException">The check was ended.</exception>
    public static IReadOnlyList<Finding> Check(
        string path, ConformanceLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits ??= ConformanceLimits.Default;
        var collector = new FindingCollector(limits);
        var summaries = new List<InstanceSummary>();
        var checker = new FileChecker(collector, limits, cancellationToken);
        if (Directory.Exists(path))
        {
            CheckFolder(path, checker, summaries, new RuleReport(collector, ".", FileRules.NothingThere), limits);
        }
        else if (checker.Check(path, Path.GetFileName(path)) is { } summary)
        {
            summaries.Add(summary);
        }

        foreach (var check in ConformanceRules.Groups.SelectMany(group => group.Series))
        {
            check.Run(summaries, new RuleReport(collector, ".", check.Rule));
        }

        return collector.Findings;
    }

    private static void CheckFolder(
        string folder, FileChecker checker, List<InstanceSummary> summaries, RuleReport report, ConformanceLimits limits)
    {
        var count = 0;
        try
        {
            // In the order of names, whatever the file system's: the same folder gives the same findings.
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Where(LooksLikeDicom))
            {
                if (++count > limits.MaximumFiles)
                {
                    report.For(FindingCollector.Rule).Add("file", "more files than MaximumFiles were left out");
                    break;
                }

                if (checker.Check(file, Path.GetRelativePath(folder, file)) is { } summary)
                {
                    summaries.Add(summary);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report.For(FileRules.Unreadable).Add("file", "the folder cannot be listed");
            return;
        }

        if (count == 0)
        {
            report.Add("file");
        }
    }

    private static bool LooksLikeDicom(string file)
    {
        if (Path.GetExtension(file) is ".dcm" or ".dicom")
        {
            return true;
        }

        try
        {
            return DicomFile.HasValidHeader(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It may be DICOM: the check tells that it cannot be read.
            return true;
        }
    }
}
