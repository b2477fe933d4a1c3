using System.Globalization;

namespace WsiDicomizer.Cli.Demo;

/// <summary>The folders of one run of the demo.</summary>
/// <param name="Root">The folder of the run.</param>
internal sealed record DemoFolder(string Root)
{
    private const int MostRuns = 1000;

    /// <summary>Where the made-up slide goes.</summary>
    public string Slide => Path.Combine(Root, "slide");

    /// <summary>Where the DICOM output goes.</summary>
    public string Dicom => Path.Combine(Root, "dicom");

    /// <summary>Makes the folder of a new run: the first <c>run-N</c> that does not exist.</summary>
    /// <param name="parent">The folder of all runs.</param>
    /// <exception cref="IOException">It cannot be made; the message says what to do.</exception>
    public static DemoFolder Create(string parent)
    {
        for (var number = 1; number <= MostRuns; number++)
        {
            var root = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"run-{number}"));
            if (!Path.Exists(root))
            {
                OutputFolder.Prepare(root);
                return new DemoFolder(root);
            }
        }

        throw new IOException(
            $"{parent}: there are {MostRuns} runs of the demo already; delete the folder, or give another with -o");
    }
}
