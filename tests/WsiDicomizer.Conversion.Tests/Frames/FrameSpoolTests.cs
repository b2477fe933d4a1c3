using WsiDicomizer.Conversion.Frames;

namespace WsiDicomizer.Conversion.Tests.Frames;

public sealed class FrameSpoolTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    private string Path => System.IO.Path.Combine(_folder.FullName, "frames.tmp");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void Read_FramesOfAnyLength_AreWhatWasAdded(int piecesInMemory)
    {
        using var spool = new FrameSpool(Path, new SpoolMemory((long)piecesInMemory * SpoolMemory.PieceBytes));
        var frames = new[] { 1, 700_000, 0, 2_500_000, 17, SpoolMemory.PieceBytes }.Select(Make).ToList();

        var places = frames.Select(frame => spool.Add(frame)).ToList();

        Assert.Equal(piecesInMemory < 5, File.Exists(Path));
        for (var index = 0; index < frames.Count; index++)
        {
            var read = new byte[frames[index].Length];
            spool.Read(places[index], read);
            Assert.Equal(frames[index], read);
        }
    }

    [Fact]
    public void Add_FromManyThreads_MixesNothingUp()
    {
        using var spool = new FrameSpool(Path, new SpoolMemory(2L * SpoolMemory.PieceBytes));
        var places = new long[200];

        Parallel.For(0, places.Length, index => places[index] = spool.Add(Make(20_000 + index)));

        for (var index = 0; index < places.Length; index++)
        {
            var read = new byte[20_000 + index];
            spool.Read(places[index], read);
            Assert.Equal(Make(20_000 + index), read);
        }
    }

    [Fact]
    public void Dispose_TakesTheFileAway()
    {
        var spool = new FrameSpool(Path, new SpoolMemory(0));
        spool.Add([1, 2, 3]);
        Assert.True(File.Exists(Path));

        spool.Dispose();

        Assert.False(File.Exists(Path));
    }

    private static byte[] Make(int length)
    {
        var frame = new byte[length];
        new Random(length).NextBytes(frame);
        return frame;
    }
}
