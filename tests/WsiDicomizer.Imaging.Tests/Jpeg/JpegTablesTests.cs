using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

public class JpegTablesTests
{
    [Fact]
    public void Split_InterchangeStream_GivesTablesAndTile()
    {
        var stream = JpegBytes.Start().Jfif().AllTables().Frame(240, 240).Restart(4).Scan().Raw(1, 2).End().Raw(0)
            .ToArray();

        var (tables, tile) = JpegTables.Split(stream, JpegLimits.Default);

        Assert.Equal(JpegBytes.TablesOnly(), tables);
        Assert.Equal(JpegBytes.Start().Restart(4).Frame(240, 240).Scan().Raw(1, 2).End().ToArray(), tile);
    }

    [Fact]
    public void Split_StreamWithoutEnd_Throws()
    {
        var stream = JpegBytes.Start().AllTables().Frame(240, 240).Scan().Raw(1, 2).ToArray();
        Assert.Throws<CodecException>(() => JpegTables.Split(stream, JpegLimits.Default));
    }
}
