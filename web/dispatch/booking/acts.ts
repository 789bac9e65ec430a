// Creating a job and booking an appointment, each under the key it was begun with: sent twice, it is made once.
import { answered, api } from "../../shared/api";
import type { Appointment, Booking, Job, NewJob } from "../../shared/types";

export function createJob(key: string, body: NewJob): Promise<Job> {
  return answered(api.POST("/jobs", { params: { header: { "Idempotency-Key": key } }, body }));
}

export function book(job: string, key: string, body: Booking): Promise<Appointment> {
  const params = { path: { job_id: job }, header: { "Idempotency-Key": key } };
  return answered(api.POST("/jobs/{job_id}/appointments", { params, body }));
}
