using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>Shows how far the work is: a bar in a terminal, a line for each phase that is done in a pipe or a file.</summary>
internal sealed class Phases(IAnsiConsole console)
{
    /// <param name="title">What is being done.</param>
    /// <param name="work">Told where to report the share that is done, 0 to 1.</param>
    public async Task<T> RunAsync<T>(string title, Func<IProgress<double>, Task<T>> work)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            var silent = await work(new Share(static _ => { }));
            console.WriteLine($"{title}: done");
            return silent;
        }
        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(title, maxValue: 1);
                var result = await work(new Share(share => task.Value = share));
                task.Value = 1;
                return result;
            });
    }

    // Progress<T> would hand each report to the thread pool, in any order.
    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
