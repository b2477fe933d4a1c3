namespace WsiDicomizer.Slides.Ini;

/// <summary>How much an INI file may hold before it counts as damaged.</summary>
internal sealed class IniLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static IniLimits Default { get; } = new();

    /// <summary>Bytes, 1 MiB: OpenSlide takes as much of a Slidedat.ini.</summary>
    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>Lines that hold something, 20,000.</summary>
    public int MaxEntries { get; init; } = 20_000;
}
