namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>A file with given bytes in a folder of its own; gone when disposed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsidicomizer-slides-").FullName;

    public TemporaryFile(byte[] bytes, string name = "slide.svs")
    {
        Path = System.IO.Path.Combine(_folder, name);
        Write(bytes);
    }

    public string Path { get; }

    public void Write(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
