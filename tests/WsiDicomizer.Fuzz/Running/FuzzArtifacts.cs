using System.Globalization;
using System.Security.Cryptography;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz.Running;

/// <summary>What a run leaves behind under <c>artifacts/fuzz</c>: inputs of findings, and the iteration that runs now.</summary>
internal sealed class FuzzArtifacts : IDisposable
{
    private readonly string _folder;
    private readonly string _target;
    private readonly string _runningPath;
    private readonly FileStream _running;

    /// <summary>Begins a run.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="folder">Where to; null for <c>artifacts/fuzz</c> of the repository.</param>
    public FuzzArtifacts(string target, string? folder = null)
    {
        _folder = folder ?? Path.Combine(SharedSlides.RepositoryRoot, "artifacts", "fuzz");
        _target = target;
        Directory.CreateDirectory(_folder);
        _runningPath = Path.Combine(_folder, $"{target}-{Environment.ProcessId}.running");
        _running = new FileStream(_runningPath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Notes the iteration before it runs: what ends the whole process can be found afterwards.</summary>
    public void Note(long iteration)
    {
        _running.Position = 0;
        _running.Write(System.Text.Encoding.ASCII.GetBytes(iteration.ToString(CultureInfo.InvariantCulture).PadLeft(20) + "\n"));
    }

    /// <summary>Keeps an input.</summary>
    /// <returns>Its path.</returns>
    public string Keep(byte[] input)
    {
        var path = Path.Combine(_folder, $"{_target}-{Convert.ToHexStringLower(SHA256.HashData(input))[..16]}.bin");
        File.WriteAllBytes(path, input);
        return path;
    }

    /// <summary>Reached only when the process lives: the note is not needed any more.</summary>
    public void Dispose()
    {
        _running.Dispose();
        File.Delete(_runningPath);
    }
}
