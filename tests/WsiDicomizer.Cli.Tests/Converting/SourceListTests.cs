using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Converting;

public sealed class SourceListTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_LinkInACircle_IsNotFollowed()
    {
        _folder.Write("in/a.svs");
        Directory.CreateSymbolicLink(_folder["in/circle"], _folder["in"]);

        Assert.Single(new SourceList([_folder["in"]]).Find());
    }

    [Fact]
    public void Find_LinkToAFile_IsAFile()
    {
        _folder.Write("elsewhere/a.svs");
        Directory.CreateDirectory(_folder["in"]);
        File.CreateSymbolicLink(_folder["in/b.svs"], _folder["elsewhere/a.svs"]);

        Assert.Equal([new Source(_folder["in/b.svs"], IsExplicit: false)], new SourceList([_folder["in"]]).Find());
    }

    [Fact]
    public void Find_HiddenFile_IsFound()
    {
        _folder.Write("in/.hidden.svs");

        Assert.Single(new SourceList([_folder["in"]]).Find());
    }

    [Fact]
    public void Find_FolderNamedLikeAFile_ComesBehindIt()
    {
        _folder.Write("in/b.mrxs");
        _folder.Write("in/b/Data0000.dat");
        _folder.Write("in/a/c.svs");

        Assert.Equal(
            [_folder["in/a/c.svs"], _folder["in/b.mrxs"], _folder["in/b/Data0000.dat"]],
            new SourceList([_folder["in"]]).Find().Select(source => source.Path));
    }

    [Fact]
    public void Find_FolderNamedLikeTheOutput_IsNotTheOutput()
    {
        _folder.Write("in/output/a.svs");

        Assert.Single(new SourceList([_folder["in"]], _folder["in/out"]).Find());
    }

    [Fact]
    public void Find_FolderThatIsTheOutput_HasNoInputs()
    {
        _folder.Write("in/a.svs");

        Assert.Empty(new SourceList([_folder["in"] + Path.DirectorySeparatorChar], _folder["in"]).Find());
    }
}
