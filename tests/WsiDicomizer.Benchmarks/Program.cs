using WsiDicomizer.Benchmarks;

return args switch
{
    ["large", .. var rest] => LargeInstanceBenchmark.Run(rest),
    _ => BenchmarkOptions.TryParse(args, out var options) ? ConvertBenchmark.Run(options) : 2,
};
