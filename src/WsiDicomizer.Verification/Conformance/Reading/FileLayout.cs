namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>What a walk over a file's bytes found.</summary>
internal sealed class FileLayout
{
    private const int MaximumFaults = 200;

    private readonly List<LayoutFault> _faults = [];

    /// <summary>What is wrong, the first 200.</summary>
    public IReadOnlyList<LayoutFault> Faults => _faults;

    /// <summary>Where the pixel data is, or null.</summary>
    public PixelDataLayout? PixelData { get; set; }

    /// <summary>Notes a fault.</summary>
    public void Add(LayoutFaultKind kind, string place, string detail)
    {
        if (_faults.Count < MaximumFaults)
        {
            _faults.Add(new LayoutFault(kind, place, detail));
        }
    }
}
