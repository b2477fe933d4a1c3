namespace WsiDicomizer.Dicom;

/// <summary>The faults of pixel data that are tolerated, or the error that the first one is.</summary>
internal sealed class PixelDataFaults(ValidationMode mode)
{
    private readonly List<DicomDiagnostic> _diagnostics = [];

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<DicomDiagnostic> Diagnostics => _diagnostics;

    /// <summary>Tolerates a fault.</summary>
    /// <exception cref="DicomDataException">Faults are errors.</exception>
    public void Report(string code, string message)
    {
        if (mode == ValidationMode.Raise)
        {
            throw new DicomDataException($"{code}: {message}", DicomTag.PixelData);
        }

        if (mode == ValidationMode.Warn)
        {
            _diagnostics.Add(new DicomDiagnostic(code, message, TagPath: DicomTag.PixelData.ToString()));
        }
    }
}
