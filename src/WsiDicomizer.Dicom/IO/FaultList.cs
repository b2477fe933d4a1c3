namespace WsiDicomizer.Dicom.IO;

/// <summary>The faults of a file that were tolerated, or the error that the first one is.</summary>
internal sealed class FaultList(ValidationMode mode, int maximum, string path)
{
    private readonly List<DicomDiagnostic> _diagnostics = [];

    /// <summary>What was tolerated so far.</summary>
    public IReadOnlyList<DicomDiagnostic> Diagnostics => _diagnostics;

    /// <summary>Whether every fault is an error at the moment: set while something is read on trial.</summary>
    public bool IsOnTrial { get; set; }

    /// <summary>Tolerates a fault, or refuses the file.</summary>
    /// <param name="code">One of <see cref="DicomDiagnosticCodes"/>.</param>
    /// <param name="message">Without a value.</param>
    /// <param name="offset">From the start of the file, where there is a place.</param>
    /// <param name="tagPath">The attribute.</param>
    /// <param name="endsTrial">Whether it says that what is read on trial is something else.</param>
    /// <exception cref="DicomFileException">Faults are errors.</exception>
    public void Report(string code, string message, long? offset = null, string? tagPath = null, bool endsTrial = true)
    {
        if (mode == ValidationMode.Raise || (IsOnTrial && endsTrial))
        {
            throw new DicomFileException($"{code}: {message}", path, offset);
        }

        if (mode == ValidationMode.Ignore || _diagnostics.Count > maximum)
        {
            return;
        }

        _diagnostics.Add(_diagnostics.Count < maximum
            ? new DicomDiagnostic(code, message, offset, tagPath)
            : new DicomDiagnostic(
                DicomDiagnosticCodes.MoreFaults,
                $"more faults than {nameof(DicomReaderLimits.MaximumDiagnostics)} = {maximum}: the rest is not listed"));
    }

    /// <summary>Forgets the faults of a trial that failed.</summary>
    /// <param name="count">How many there were before.</param>
    public void CutTo(int count) => _diagnostics.RemoveRange(count, _diagnostics.Count - count);
}
