using System.Runtime.CompilerServices;

namespace WsiDicomizer.Tests.Support;

/// <summary>Where the sample slides are: the folder <c>shared</c> beside the checkout, which a clone may lack.</summary>
internal static class SharedSlides
{
    /// <summary>The repository's root folder, found from this source file.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder of shared material, whether or not it exists.</summary>
    public static string SharedFolder { get; } =
        Environment.GetEnvironmentVariable("WSIDICOMIZER_SHARED")
        ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    /// <summary>Whether the sample slides are here.</summary>
    public static bool Available => Directory.Exists(Path.Combine(SharedFolder, "slides"));

    /// <summary>The path of a sample slide, relative to <c>shared/slides</c>.</summary>
    public static string File(string relative) => Path.Combine(SharedFolder, "slides", relative);

    private static string FindRepositoryRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}

/// <summary>A fact that needs the sample slides; skipped, with the reason, where they are missing.</summary>
internal sealed class SharedSlidesFactAttribute : FactAttribute
{
    public SharedSlidesFactAttribute()
    {
        if (!SharedSlides.Available)
        {
            Skip = $"needs the sample slides in {Path.Combine("..", "shared", "slides")}, which are not here";
        }
    }
}

/// <summary>A theory that needs the sample slides; skipped, with the reason, where they are missing.</summary>
internal sealed class SharedSlidesTheoryAttribute : TheoryAttribute
{
    public SharedSlidesTheoryAttribute()
    {
        if (!SharedSlides.Available)
        {
            Skip = $"needs the sample slides in {Path.Combine("..", "shared", "slides")}, which are not here";
        }
    }
}
