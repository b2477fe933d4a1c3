namespace WsiDicomizer.Imaging.Native;

/// <summary>What a native library is called on each system, and how it gets there.</summary>
internal sealed class NativeLibraryInfo
{
    /// <summary>The name that <c>LibraryImport</c> uses.</summary>
    public required string Name { get; init; }

    /// <summary>With the ABI version: the plain name is only in packages for developers.</summary>
    public required string[] LinuxNames { get; init; }

    public required string[] MacNames { get; init; }

    public required string[] WindowsNames { get; init; }

    /// <summary>Package on Debian and Ubuntu.</summary>
    public required string DebianPackage { get; init; }

    /// <summary>Package on Fedora.</summary>
    public required string FedoraPackage { get; init; }

    /// <summary>Formula of Homebrew.</summary>
    public required string BrewFormula { get; init; }

    /// <summary>Where Windows users get the file.</summary>
    public required string WindowsHint { get; init; }

    /// <summary>Functions that must be there: what tells a library that is too old.</summary>
    public required string[] RequiredExports { get; init; }

    /// <summary>The file names to try on the system that runs this.</summary>
    public IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsNames;
        }

        // Homebrew's and MacPorts' folders are not on the loader's path.
        string[] folders = ["", "/opt/homebrew/lib/", "/usr/local/lib/", "/opt/local/lib/"];
        return OperatingSystem.IsMacOS()
            ? folders.SelectMany(folder => MacNames.Select(name => folder + name))
            : LinuxNames;
    }

    /// <summary>How to install it, on each system.</summary>
    public string InstallHint() =>
        $"Debian and Ubuntu: apt-get install {DebianPackage}; Fedora: dnf install {FedoraPackage}; "
        + $"macOS: brew install {BrewFormula}; Windows: {WindowsHint}.";
}
